package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.muster.common.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code muster bench …}: how fast this machine is. */
@Command(
        name = "bench",
        description = "Measures the project's speed on this machine.",
        footer = {"", "Everything happens in a directory that is emptied first; no other project is touched."})
public final class BenchCommand {
    private static final int BUFFER_POOL_MEGABYTES = 1024;

    @Command(
            name = "floor",
            description = "Task lives that the database itself can write in a second: sets of rows, nothing else.")
    int floor(
            @Option(
                            names = "--seconds",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "how long to measure (default: ${DEFAULT-VALUE})")
                    int seconds,
            @Option(
                            names = "--dir",
                            defaultValue = "var/bench",
                            paramLabel = "DIR",
                            description = "where to run, emptied first (default: ${DEFAULT-VALUE})")
                    Path directory)
            throws IOException {
        try (BenchPlace place = BenchPlace.open(directory.resolve("floor"), BUFFER_POOL_MEGABYTES);
                Database database = place.migrated(2)) {
            LifeFloor.Measured measured = new LifeFloor(database).run(seconds);
            measured.seconds()
                    .forEach((step, spent) -> System.out.printf(
                            "%-12s %8.0f/s%n",
                            step.name().toLowerCase(java.util.Locale.ROOT), measured.lives() / spent));
            System.out.printf("%-12s %8.0f/s  (%d task lives)%n", "whole life", measured.rate(), measured.lives());
        }
        return 0;
    }
}
