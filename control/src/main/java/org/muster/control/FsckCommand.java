package org.muster.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.control.fsck.Fsck;
import org.muster.control.fsck.FsckOptions;
import org.muster.control.fsck.FsckReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster fsck}: do the database and the files fit together? */
@Command(
        name = "fsck",
        description =
                "Says which rows lack files and which files lack rows, and which credit lacks; --repair mends it.",
        footer = {
            "",
            "The project may be running. After a restore run it with --repair before the daemons are started. Work whose",
            "input is missing is held back; bring the files back (bin/muster restore DIR --only files --yes), or say with",
            "--give-up that they will not come back. Ends with 1 when something is wrong that was not repaired."
        })
final class FsckCommand implements Callable<Integer> {
    @Option(names = "--repair", description = "repair what is wrong; without it nothing is changed")
    private boolean repair;

    @Option(names = "--give-up", description = "work whose files are missing fails instead of waiting for them")
    private boolean giveUp;

    @Option(
            names = "--digests",
            description = "read all files and compare their contents with the rows, not only sizes")
    private boolean digests;

    @Option(names = "--rows-only", description = "do not look for files that no row wants")
    private boolean rowsOnly;

    @Option(names = "--json", description = "print JSON, for scripts")
    private boolean json;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException {
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            FsckReport report = new Fsck(
                            config, work, InstantSource.system(), new FsckOptions(repair, giveUp, digests, !rowsOnly))
                    .run();
            if (json) {
                System.out.println(new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(report.counts()));
            } else {
                report.lines().forEach(System.out::println);
            }
            return report.isWrong() ? 1 : 0;
        }
    }
}
