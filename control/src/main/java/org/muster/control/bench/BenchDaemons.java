package org.muster.control.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.common.config.ConfigFile;
import org.muster.common.daemon.DaemonFactory;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.Shard;
import org.muster.control.DaemonCatalog;

/** The process behind {@link ChildDaemons}: the daemons of {@code muster run}, and the source of a benchmark's work. */
final class BenchDaemons {
    private BenchDaemons() {}

    /** Runs until it is told to end; the arguments are the configuration's file and names. */
    public static void main(String[] arguments) throws InterruptedException {
        ParentWatch.endWithParent();
        List<String> names = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
        List<DaemonFactory> daemons = new ArrayList<>();
        if (names.remove(WorkSource.NAME)) {
            daemons.add(context -> WorkSource.create(context, System.in));
        }
        daemons.addAll(DaemonCatalog.named(names));
        DaemonMain.run(ConfigFile.read(Path.of(arguments[0]), System.getenv()), daemons, Shard.ALL);
    }
}
