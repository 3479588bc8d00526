package org.muster.control;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.FileAreas;
import org.muster.common.files.Rehash;
import org.muster.common.store.Database;
import org.muster.filedeleter.sweep.AntiqueSweeper;
import org.muster.filedeleter.sweep.FindingRows;
import org.muster.filedeleter.sweep.Findings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster files …}: what lies in the upload and download areas. */
@Command(
        name = "files",
        description = "Looks after the files in the upload and download areas.",
        subcommands = {RelocateCommand.Defer.class, RelocateCommand.Recall.class})
final class FilesCommand {
    private static final String LINE = "%-16s %8s days %12s files %16s bytes %12s removed%n";

    @Command(
            name = "sweep",
            description = "Walks through all areas once and removes the files that no row wants any more.",
            footer = {
                "",
                "The project may be running, its antique-sweeper too. Files younger than backend.sweeper.graceDays stay,",
                "and those of the download areas are only reported, unless backend.sweeper.removeDownloads is true."
            })
    int sweep(
            @Option(names = "--dry-run", description = "remove nothing, only say what would be removed") boolean dryRun,
            @Mixin ProjectOption project)
            throws IOException {
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            AntiqueSweeper.sweepOnce(config, work, InstantSource.system(), dryRun, (area, findings) -> {
                System.out.println(area);
                new TreeMap<>(findings.counts())
                        .forEach((kind, count) -> print(kind.verdict().words(), kind.ageDays(), count));
            });
        }
        return 0;
    }

    @Command(
            name = "report",
            description = "Says what the antique sweeper found when it last walked through each area.")
    int report(@Mixin ProjectOption project) {
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            Map<String, Boolean> headed = new TreeMap<>();
            for (FindingRows.Line line : work.read(FindingRows::report)) {
                if (headed.put(line.area(), true) == null) {
                    System.out.println(line.area());
                }
                print(line.verdict(), line.ageDays(), line.count());
            }
        }
        return 0;
    }

    @Command(
            name = "rehash",
            description =
                    "Brings all files from files.otherLayout into the layout of files.fanOut and files.fanOutLevels.",
            footer = {
                "",
                "The project may be running. It can be stopped and started again at any time. How to change a layout:",
                "  1. name the new layout as files.otherLayout, and restart all daemons: they find files in both",
                "  2. exchange the two, and restart all daemons: they write in the new one",
                "  3. run this command until nothing is moved",
                "  4. take files.otherLayout out, and restart all daemons"
            })
    int rehash(
            @Option(
                            names = "--per-second",
                            defaultValue = "0",
                            paramLabel = "N",
                            description = "files to move in a second; 0 is no limit (default: ${DEFAULT-VALUE})")
                    int perSecond,
            @Mixin ProjectOption project)
            throws IOException {
        FilesConfig files = project.read().files();
        Rehash.Moved all = new Rehash.Moved(0, 0);
        for (FileAreas.Member member : files.downloads().members()) {
            all = all.plus(rehash(member, true, perSecond));
        }
        for (FileAreas.Member member : files.uploads().members()) {
            all = all.plus(rehash(member, false, perSecond));
        }
        return all.left() == 0 ? 0 : 1;
    }

    private static Rehash.Moved rehash(FileAreas.Member member, boolean isDownloads, int perSecond) throws IOException {
        Rehash.Moved moved = new Rehash(member, isDownloads).run((directory, done) -> {
            if (perSecond > 0) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(done.moved()) / perSecond);
            }
        });
        System.out.println(member.area().root() + ": " + moved.moved() + " files moved, " + moved.left()
                + " left that belong elsewhere or whose place another file has");
        return moved;
    }

    private static void print(String verdict, int ageDays, Findings.Count count) {
        String age = ageDays == 0 ? "0" : ageDays + "-" + (2 * ageDays - 1);
        System.out.printf(LINE, verdict, age, count.files(), count.bytes(), count.removed());
    }
}
