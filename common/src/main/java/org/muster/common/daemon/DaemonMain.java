package org.muster.common.daemon;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.muster.common.config.ConfigException;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;

/** What every daemon's {@code main} does: read the configuration, run until the process is told to end. */
public final class DaemonMain {
    private DaemonMain() {}

    /** Runs one daemon with the arguments {@code --config FILE [--shard N/I]}; exits with 2 when they are wrong. */
    public static void run(String[] arguments, DaemonFactory factory) throws InterruptedException {
        Path config = Path.of("muster.yaml");
        Shard shard = Shard.ALL;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i]) {
                    case "--config" -> config = Path.of(value);
                    case "--shard" -> shard = Shard.parse(value);
                    default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
                }
            }
            run(ConfigFile.read(config, System.getenv()), List.of(factory), shard);
        } catch (IllegalArgumentException | ConfigException e) {
            System.err.println(e.getMessage() + "\nusage: --config FILE [--shard N/I]");
            System.exit(2);
        }
    }

    /** Runs daemons until the process is told to end (SIGTERM, Ctrl-C); then stops them in order. */
    public static void run(MusterConfig config, List<DaemonFactory> factories, Shard shard)
            throws InterruptedException {
        run(config, factories, shard, () -> {});
    }

    /** The same; says when everything has started. */
    public static void run(MusterConfig config, List<DaemonFactory> factories, Shard shard, Runnable started)
            throws InterruptedException {
        DaemonProcess process = new DaemonProcess(config, factories, shard);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop"));
        process.start();
        started.run();
        new CountDownLatch(1).await();
    }
}
