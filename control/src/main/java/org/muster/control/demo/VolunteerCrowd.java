package org.muster.control.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.control.volunteer.Account;
import org.muster.control.volunteer.Computer;
import org.muster.control.volunteer.ProgramComputation;
import org.muster.control.volunteer.Volunteer;

/** Some volunteers at work, each with an account and a computer of its own. */
final class VolunteerCrowd implements AutoCloseable {
    private static final long PATIENCE_MILLISECONDS = 10_000;

    private final List<Thread> threads = new ArrayList<>();

    private VolunteerCrowd() {}

    static VolunteerCrowd start(int count, URI masterUrl, Path directory) {
        VolunteerCrowd crowd = new VolunteerCrowd();
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        for (int number = 1; number <= count; number++) {
            String name = "volunteer " + number;
            Account account = new Account(name, "volunteer" + number + "@demo.invalid", "demonstration");
            Computer computer = new Computer(directory.resolve("volunteer-" + number));
            Volunteer volunteer = new Volunteer(masterUrl, account, computer, new ProgramComputation(environment));
            crowd.threads.add(Thread.ofPlatform().name(name).start(volunteer));
        }
        return crowd;
    }

    /** Sends them home; their programs are ended with them. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
