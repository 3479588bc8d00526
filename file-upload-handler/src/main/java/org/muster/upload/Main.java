package org.muster.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.files.FanOut;
import org.muster.common.security.KeyDirectory;

/** The file upload handler as a daemon: a handler at the upload URL's path, and a loop that sweeps what was abandoned. */
public final class Main {
    /** The name on the command line and on the status page. */
    public static final String NAME = "file-upload-handler";

    private static final String STOP_FILE = "stop_upload";
    /** Less room than this on the disk, and clients are asked to wait before they begin. */
    private static final long LEAST_FREE_BYTES = 100_000_000;
    /** Each upload holds two file descriptors; a common limit is 1024. */
    private static final int MOST_AT_ONCE = 400;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEEP_UNFINISHED = Duration.ofDays(14);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon and puts its handler on the upload port. */
    public static Daemon create(DaemonContext context) {
        MusterConfig config = context.config();
        Path uploads = config.files().uploadDirectory();
        createDirectory(uploads);
        UploadArea area = UploadArea.at(uploads, new FanOut(config.files().fanOut()));
        UploadTurns turns = new UploadTurns();
        UploadGate gate = gate(config);
        UploadDesk desk = new UploadDesk(gate, area, turns, PATIENCE);
        LongAdder handled = new LongAdder();
        context.http()
                .add(
                        config.http().uploadPort(),
                        config.project().uploadUrl().getPath(),
                        new UploadHandler(gate, desk, MOST_AT_ONCE, context.metrics(), handled));
        AbandonedUploads sweep = new AbandonedUploads(area, turns, context.clock(), KEEP_UNFINISHED);
        return new HandlerDaemon(NAME, handled, new LoopDaemon(NAME + "-sweep", sweep, BETWEEN_SWEEPS));
    }

    private static UploadGate gate(MusterConfig config) {
        Optional<Path> key = config.keys().ignoreUploadCertificates()
                ? Optional.empty()
                : Optional.of(new KeyDirectory(config.keys().directory()).uploadPublic());
        return new UploadGate(
                config.project().directory().resolve(STOP_FILE),
                config.files().uploadDirectory(),
                key,
                LEAST_FREE_BYTES);
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create the upload directory " + directory + ": check files.uploadDirectory", e);
        }
    }
}
