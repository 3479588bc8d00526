package org.muster.upload;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.files.FanOut;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/** A file upload handler behind a real port, with its files below one directory. It can be stopped and started again. */
final class UploadServer implements AutoCloseable {
    static final String PATH = "/muster_cgi/file_upload_handler";

    final Path project;
    final UploadArea area;
    final KeyDirectory keys;
    final UploadTurns turns = new UploadTurns();

    private final boolean certificates;
    private JettyListeners listeners;
    private int port;

    UploadServer(Path project, boolean certificates) throws IOException {
        this.project = project;
        this.certificates = certificates;
        this.area = UploadArea.at(Files.createDirectories(project.resolve("upload")), FanOut.STANDARD);
        this.keys = new KeyDirectory(project.resolve("keys"));
        keys.createMissing();
        start();
    }

    UploadServer start() {
        return start(0);
    }

    /** @param leastFreeBytes what the disk must have free before a transfer may begin */
    UploadServer start(long leastFreeBytes) {
        UploadGate gate = new UploadGate(
                project.resolve("stop_upload"),
                area.finished().root(),
                certificates ? Optional.of(keys.uploadPublic()) : Optional.empty(),
                leastFreeBytes);
        UploadDesk desk = new UploadDesk(gate, area, turns, Duration.ofSeconds(10));
        port = freePort();
        listeners = new JettyListeners("127.0.0.1");
        listeners.add(port, PATH, new UploadHandler(gate, desk, 50, new SimpleMeterRegistry(), new LongAdder()));
        listeners.start();
        return this;
    }

    UploadClient client() {
        return new UploadClient(port);
    }

    int port() {
        return port;
    }

    /** A header that begins an upload the way a stock client does, with a good certificate. */
    UploadHeader header(String name, long bytes) {
        long maxBytes = Math.max(bytes, 1000);
        return new UploadHeader(name, bytes)
                .maxBytes(maxBytes)
                .signature(new UploadCertificate(name, maxBytes).sign(keys.readUploadPrivate()));
    }

    Path finished(String name) {
        return area.finished().resolve(name);
    }

    @Override
    public void close() {
        listeners.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
