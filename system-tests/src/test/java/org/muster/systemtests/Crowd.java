package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.common.files.FileDigest;
import org.muster.control.volunteer.Account;
import org.muster.control.volunteer.Acknowledgements;
import org.muster.control.volunteer.Computer;
import org.muster.control.volunteer.Task;
import org.muster.control.volunteer.Volunteer;

/** Volunteers who write texts in capitals, and remember all that the project has acknowledged. */
final class Crowd implements Acknowledgements {
    private final List<Volunteer> volunteers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Map<String, FileDigest> uploaded = new ConcurrentHashMap<>();

    /** @param directory where their computers are, which are kept when they go home */
    Crowd(URI masterUrl, Path directory, int size) {
        for (int number = 1; number <= size; number++) {
            Account account = new Account("volunteer " + number, "volunteer" + number + "@example.org", "a crowd");
            Computer computer = new Computer(directory.resolve("volunteer-" + number));
            volunteers.add(new Volunteer(masterUrl, account, computer, Crowd::inCapitals, this));
        }
    }

    /**
     * Each goes on where it was, as a client does: what it has finished and was not told that it had arrived, it reports again.
     */
    void come() {
        volunteers.forEach(volunteer -> threads.add(Thread.ofPlatform().start(volunteer)));
    }

    /** They go in the middle of whatever they do. */
    void goHome() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    @Override
    public void reported(String result) {
        reported.add(result);
    }

    @Override
    public void uploaded(String file, FileDigest content) {
        uploaded.put(file, content);
    }

    /** The results whose reports were acknowledged. */
    Set<String> reported() {
        return Set.copyOf(reported);
    }

    /** The files whose uploads were acknowledged. */
    Map<String, FileDigest> uploaded() {
        return Map.copyOf(uploaded);
    }

    private static String inCapitals(Task task, Computer computer) throws IOException {
        String text = Files.readString(computer.file(task.inputs().getFirst().fileName()), UTF_8);
        Files.writeString(computer.file(task.outputs().getFirst().fileName()), text.toUpperCase(Locale.ROOT), UTF_8);
        return "";
    }
}
