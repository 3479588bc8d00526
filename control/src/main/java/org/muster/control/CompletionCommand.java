package org.muster.control;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code muster completion}: a script for the shell. */
@Command(
        name = "completion",
        description = "Prints a script by which bash and zsh complete commands and options.",
        footer = {"", "Example:  source <(bin/muster completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println(AutoComplete.bash("muster", Muster.commandLine()));
        return 0;
    }
}
