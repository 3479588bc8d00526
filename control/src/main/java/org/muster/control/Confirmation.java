package org.muster.control;

import java.io.Console;
import picocli.CommandLine.Option;

/** Whether a command that destroys something may go on: it says first what it would do. */
final class Confirmation {
    @Option(names = "--yes", description = "do it, without asking")
    private boolean yes;

    /**
     * Says what would be done; asks on a terminal.
     *
     * @throws UserErrorException when nobody agreed
     */
    void require(String whatWouldBeDone) {
        System.out.println(whatWouldBeDone);
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new UserErrorException("nothing was done; add --yes to do it");
        }
        String answer = console.readLine("Do it? [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y")) {
            throw new UserErrorException("nothing was done");
        }
    }
}
