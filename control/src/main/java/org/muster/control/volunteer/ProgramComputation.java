package org.muster.control.volunteer;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the application as the stock client does: its main program in a slot, until its finish file is there. */
public final class ProgramComputation implements Computation {
    private static final long LONGEST_SECONDS = 600;

    private final Map<String, String> environment;

    /** Gives the program some environment variables more, for example where to find Java. */
    public ProgramComputation(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String compute(Task task, Computer computer) throws IOException, InterruptedException {
        Path slot = computer.freshSlot(task);
        Files.writeString(slot.resolve("init_data.xml"), initialData(task));
        List<String> command = new ArrayList<>();
        command.add(
                computer.file(task.mainProgram().fileName()).toAbsolutePath().toString());
        if (!task.commandLine().isBlank()) {
            command.addAll(List.of(task.commandLine().strip().split("\\s+")));
        }
        Path errors = slot.resolve("stderr.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(slot.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        int exit = run(builder.start(), task);
        String said = Files.readString(errors);
        Path finish = slot.resolve("boinc_finish_called");
        if (exit != 0 || !Files.exists(finish)) {
            throw new IOException("the application of " + task.name() + " ended with status " + exit
                    + (Files.exists(finish) ? "" : " and without a finish file") + ": " + said.strip());
        }
        computer.collect(task, slot);
        return said;
    }

    private static int run(Process process, Task task) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        "the application of " + task.name() + " ran longer than " + LONGEST_SECONDS + " s");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String initialData(Task task) {
        return """
                <app_init_data>
                <major_version>7</major_version>
                <minor_version>20</minor_version>
                <release>5</release>
                <app_version>%d</app_version>
                <wu_name>%s</wu_name>
                <result_name>%s</result_name>
                <slot>0</slot>
                <checkpoint_period>60.000000</checkpoint_period>
                </app_init_data>
                """.formatted(task.versionNumber(), task.workunit(), task.name());
    }
}
