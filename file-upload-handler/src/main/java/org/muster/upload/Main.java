package org.muster.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.files.DurableFiles;
import org.muster.common.security.KeyDirectory;

/** The file upload handler as a daemon: a handler at the upload URL's path, and loops that look after its files. */
public final class Main {
    /** The name on the command line and on the status page. */
    public static final String NAME = "file-upload-handler";

    private static final String STOP_FILE = "stop_upload";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon and puts its handler on the upload port. */
    public static Daemon create(DaemonContext context) {
        MusterConfig config = context.config();
        FilesConfig files = config.files();
        if (files.uploadAreas().size() == 1) {
            createDirectory(files.uploadDirectory());
        }
        UploadService service = new UploadService(places(config), files.upload(), files.watermarks(), context.clock());
        LongAdder handled = new LongAdder();
        Handler handler = service.handler(context.metrics(), handled);
        addresses(config).forEach(path -> context.http().add(config.http().uploadPort(), path, handler));
        List<LoopDaemon> loops = service.loops(NAME);
        return new HandlerDaemon(NAME, handled, loops.toArray(LoopDaemon[]::new));
    }

    /** The paths of the project's upload URL and of those of its areas: a file may be sent to any of them. */
    private static Stream<String> addresses(MusterConfig config) {
        URI standard = config.project().uploadUrl();
        return Stream.concat(
                        Stream.of(standard),
                        config.files().uploadAreas().stream().flatMap(area -> area.urls().stream()))
                .map(URI::getPath)
                .distinct();
    }

    private static UploadService.Places places(MusterConfig config) {
        Optional<Path> key = config.keys().ignoreUploadCertificates()
                ? Optional.empty()
                : Optional.of(new KeyDirectory(config.keys().directory()).uploadPublic());
        return new UploadService.Places(
                config.project().directory().resolve(STOP_FILE), config.files().uploads(), key);
    }

    private static void createDirectory(Path directory) {
        try {
            DurableFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create the upload directory " + directory + ": check files.uploadDirectory", e);
        }
    }
}
