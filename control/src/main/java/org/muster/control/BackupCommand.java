package org.muster.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.control.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster backup DIR}: a consistent copy of databases and files, while the project runs. */
@Command(
        name = "backup",
        description = "Copies the whole project into a directory, while it runs: databases, files, keys, templates.",
        footer = {
            "",
            "The second backup into the same directory copies only files that are new. A backup that was not finished",
            "does not count, and the one before it still does. The directory belongs on another device, better on another",
            "machine; it holds the project's private keys, so let nobody else read it.",
            "Example:  bin/muster backup /mnt/backup/muster --config /srv/muster/muster.yaml"
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where backups are kept; made when it is missing")
    private Path directory;

    @Option(
            names = "--keep",
            defaultValue = "7",
            paramLabel = "N",
            description = "backups to keep there, the oldest are removed (default: ${DEFAULT-VALUE})")
    private int keep;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException {
        if (keep < 1) {
            throw new UserErrorException("--keep " + keep + ": at least one backup must be kept");
        }
        MusterConfig config = project.read();
        DatabaseCheck.requireAllReachable(config);
        Path set =
                new Backup(config, project.file(), InstantSource.system(), System.out::println).into(directory, keep);
        System.out.println("The backup is " + set);
        return 0;
    }
}
