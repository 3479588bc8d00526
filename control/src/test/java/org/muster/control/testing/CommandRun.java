package org.muster.control.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.muster.control.Muster;
import picocli.CommandLine;

/**
 * What one call of {@code bin/muster} in this process ended with and said.
 *
 * @param status exit status
 * @param output what it printed for people or scripts
 * @param errors what it complained of
 */
public record CommandRun(int status, String output, String errors) {

    /** Runs a command. Not for two threads at once: it takes the process's own output. */
    public static CommandRun of(String... arguments) {
        PrintStream usualOutput = System.out;
        PrintStream usualErrors = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = Muster.commandLine();
            line.setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8));
            int status = line.execute(arguments);
            return new CommandRun(
                    status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOutput);
            System.setErr(usualErrors);
        }
    }
}
