package org.muster.control.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Handler;
import org.muster.common.config.UploadConfig;
import org.muster.common.config.WatermarksConfig;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.embedded.FreePorts;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.security.KeyDirectory;
import org.muster.upload.UploadService;

/**
 * A file upload handler in a process of its own, so that its processor time can be told from the load's; or
 * {@link PlainUploads} in its place.
 */
final class UploadHandlerProcess implements AutoCloseable {
    static final String PATH = "/muster_cgi/file_upload_handler";
    private static final String HEAP = "-Xmx256m";
    private static final String LOG_LEVEL = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

    private final Process process;
    private final int port;

    private UploadHandlerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What takes the files. */
    enum Kind {
        /** The handler, as it is. */
        DURABLE,
        /** The handler without forcing anything to disk. */
        UNSYNCED,
        /** No handler: a loop that writes and renames. */
        PLAIN
    }

    /**
     * Starts one.
     *
     * @param project its directory, with keys
     */
    static UploadHandlerProcess start(Path project, Kind kind) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        LOG_LEVEL,
                        ParentWatch.option(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadHandlerProcess.class.getName(),
                        project.toString(),
                        kind.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("port ")) {
                return new UploadHandlerProcess(process, Integer.parseInt(line.substring("port ".length())));
            }
        }
        throw new IOException("the upload handler's process ended at once");
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Seconds of processor time used so far, over all its threads. */
    double processorSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ParentWatch.endWithParent();
        Path project = Path.of(arguments[0]);
        int port = FreePorts.next();
        try (JettyListeners listeners = new JettyListeners("127.0.0.1")) {
            listeners.add(port, PATH, handler(project, Kind.valueOf(arguments[1])));
            listeners.start();
            System.out.println("port " + port);
            System.out.flush();
            Thread.currentThread().join();
        }
    }

    private static Handler handler(Path project, Kind kind) throws IOException {
        Path upload = Files.createDirectories(project.resolve("upload"));
        UploadService.Places places = new UploadService.Places(
                project.resolve("stop_upload"),
                FileAreas.of(new FileArea(upload, FanOut.STANDARD)),
                Optional.of(new KeyDirectory(project.resolve("keys")).uploadPublic()));
        return switch (kind) {
            case DURABLE ->
                new UploadService(places, UploadConfig.defaults(), WatermarksConfig.defaults(), InstantSource.system())
                        .handler(new SimpleMeterRegistry(), new LongAdder());
            case UNSYNCED ->
                UploadService.withoutSyncs(
                                places, UploadConfig.defaults(), WatermarksConfig.defaults(), InstantSource.system())
                        .handler(new SimpleMeterRegistry(), new LongAdder());
            case PLAIN -> new PlainUploads(upload);
        };
    }
}
