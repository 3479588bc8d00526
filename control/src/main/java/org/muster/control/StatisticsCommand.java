package org.muster.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.web.statistics.StatisticsExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster stats …}: what statistics sites fetch. */
@Command(name = "stats", description = "Makes the statistics that other sites fetch.")
final class StatisticsCommand {

    @Command(
            name = "export",
            description = "Writes users, teams, hosts and totals, and publishes them at MASTERURL/stats/.",
            footer = {
                "",
                "The project may be running. The replica is read where there is one and it is not behind, otherwise the",
                "master, in small steps with rests. The daemon statistics-export does the same once a day by itself."
            })
    int export(@Mixin ProjectOption project) throws IOException {
        MusterConfig config = project.read();
        Path directory = config.statistics().directory(config.project());
        try (Database work = ProjectOption.work(config)) {
            Optional<Database> replica =
                    config.database().replica().map(settings -> Database.open(settings, "replica"));
            try {
                StatisticsExport.Written written =
                        new StatisticsExport(work, replica, directory, InstantSource.system()).run();
                System.out.println(written.users() + " users, " + written.teams() + " teams and " + written.hosts()
                        + " hosts published in " + directory + ", read from the " + written.source());
            } finally {
                replica.ifPresent(Database::close);
            }
        }
        return 0;
    }
}
