package org.muster.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.control.backup.Restore;
import org.muster.control.backup.RestoreChoice;
import org.muster.control.backup.RestorePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster restore DIR}: a project out of its backup. */
@Command(
        name = "restore",
        description = "Brings a project back from a backup; without --yes it only says what it would do.",
        footer = {
            "",
            "All daemons must be stopped, unless only files are restored. Files that are there and are the same stay, and so do",
            "files that the backup does not have. A restore that was interrupted can be run again. Afterwards run:",
            "  bin/muster fsck --repair",
            "Example:  bin/muster restore /mnt/backup/muster --config /srv/muster/muster.yaml --yes"
        })
final class RestoreCommand implements Callable<Integer> {
    private static final Set<String> PARTS = Set.of("work", "science", "files");

    @Parameters(paramLabel = "DIR", description = "where the backups are")
    private Path directory;

    @Option(names = "--set", paramLabel = "NAME", description = "which of them (default: the newest)")
    private String set;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "restore only these: work, science (the databases), files (default: everything)")
    private List<String> only = List.of("work", "science", "files");

    @Option(names = "--replace", description = "drop all tables that are in the databases first")
    private boolean replace;

    @Option(
            names = "--margin",
            paramLabel = "N",
            defaultValue = "10000000",
            description =
                    "how many numbers of hosts, results … are left out, because they may have been given out after the"
                            + " backup (default: ${DEFAULT-VALUE})")
    private long margin;

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException {
        if (!PARTS.containsAll(only)) {
            throw new UserErrorException("--only takes work, science and files, not " + String.join(",", only));
        }
        RestoreChoice choice = new RestoreChoice(
                Optional.ofNullable(set),
                only.contains("work"),
                only.contains("science"),
                only.contains("files"),
                replace,
                margin);
        MusterConfig config = project.read();
        if (!only.equals(List.of("files"))) {
            DatabaseCheck.requireAllReachable(config);
        }
        Restore restore = new Restore(config, InstantSource.system(), directory, choice);
        if (!yes) {
            return show(restore.plan());
        }
        restore.run(System.out::println);
        System.out.println("Restored. Now run:  bin/muster fsck --repair --config " + project.file()
                + "  and then start the daemons.");
        return 0;
    }

    private static int show(RestorePlan plan) {
        System.out.println("The backup " + plan.set() + " would be restored:");
        plan.databases().forEach((name, what) -> System.out.println("  " + name + " database: " + what));
        plan.files()
                .forEach((tree, count) ->
                        System.out.println("  " + tree + ": " + count + " files that are missing or different"));
        System.out.println("  " + plan.same() + " files are there and the same");
        plan.damage().forEach(damage -> System.out.println("damaged: " + damage));
        plan.obstacles().forEach(obstacle -> System.out.println("not possible: " + obstacle));
        System.out.println(plan.isPossible() ? "Nothing was changed; --yes does it." : "Nothing was changed.");
        return plan.isPossible() ? 0 : 1;
    }
}
