package org.muster.control;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.control.files.Freight;
import org.muster.control.files.Relocation;
import org.muster.control.files.WorkunitSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster files defer} and {@code muster files recall}: the files of a set of workunits on another device. */
abstract class RelocateCommand implements Callable<Integer> {
    @Mixin
    private WorkunitSelection selection;

    @Option(names = "--dry-run", description = "move nothing, only say what would be moved")
    private boolean dryRun;

    @Option(
            names = "--at-once",
            defaultValue = "8",
            paramLabel = "N",
            description = "files to copy at the same time (default: ${DEFAULT-VALUE})")
    private int atOnce;

    @Option(
            names = "--per-second",
            defaultValue = "0",
            paramLabel = "N",
            description = "files to move in a second; 0 is no limit (default: ${DEFAULT-VALUE})")
    private int perSecond;

    @Mixin
    private ProjectOption project;

    /** Moves the files of workunits out of the way. */
    @Command(
            name = "defer",
            description = "Moves the input files and uploaded files of a set of workunits to another area.",
            footer = {
                "",
                "The project may be running: files that move are served, taken, validated, assimilated and deleted as",
                "before, and work goes on. Such an area has 'open: false' in the configuration, so that new files are",
                "not written to it. Killed and run again the command finishes. Run it as the user of the daemons."
            })
    static final class Defer extends RelocateCommand {
        @Option(
                names = "--to",
                required = true,
                paramLabel = "AREA",
                description = "the area by its name in the configuration (of a download area, an upload area, or both)"
                        + " or by its directory")
        private String area;

        @Override
        Relocation relocation(FilesConfig files, Database work, WorkunitSelection selected) {
            return Relocation.into(files, work, selected, area);
        }
    }

    /** Moves them back. */
    @Command(
            name = "recall",
            description = "Moves the files of a set of workunits from an area back to where new files go.",
            footer = {
                "",
                "With --dry-run it says how much of these workunits lies there. See also: muster files defer --help"
            })
    static final class Recall extends RelocateCommand {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "AREA",
                description = "the area by its name in the configuration or by its directory")
        private String area;

        @Override
        Relocation relocation(FilesConfig files, Database work, WorkunitSelection selected) {
            return Relocation.outOf(files, work, selected, area);
        }
    }

    abstract Relocation relocation(FilesConfig files, Database work, WorkunitSelection selected);

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (atOnce < 1) {
            throw new UserErrorException("--at-once must be at least 1");
        }
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            Relocation relocation = relocation(config.files(), work, selection);
            Freight freight = relocation.freight();
            System.out.println((dryRun ? "Would move " : "To move: ") + freight.files() + " files of "
                    + freight.workunits() + " workunits");
            freight.lines().forEach(System.out::println);
            if (dryRun) {
                return 0;
            }
            Relocation.Moved moved = relocation.move(freight, new Relocation.Speed(atOnce, perSecond));
            System.out.println(moved.moved() + " files moved, " + moved.left()
                    + " left that are not what was recorded or whose place another file has");
            return moved.left() == 0 ? 0 : 1;
        }
    }
}
