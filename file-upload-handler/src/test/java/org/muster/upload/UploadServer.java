package org.muster.upload;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.muster.common.config.UploadConfig;
import org.muster.common.config.WatermarksConfig;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.embedded.FreePorts;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/** A file upload handler behind a real port, with its files below one directory. It can be stopped and started again. */
final class UploadServer implements AutoCloseable {
    static final String PATH = "/muster_cgi/file_upload_handler";

    final Path project;
    final KeyDirectory keys;
    final UploadArea area;

    private final boolean certificates;
    private final RSAPrivateKey privateKey;
    private final Disk disk;
    private UploadService service;
    private JettyListeners listeners;
    private List<LoopDaemon> loops;
    private int port;

    UploadServer(Path project, boolean certificates) throws IOException {
        this(project, certificates, new LocalDisk());
    }

    UploadServer(Path project, boolean certificates, Disk disk) throws IOException {
        this(project, certificates, disk, UploadConfig.defaults());
    }

    UploadServer(Path project, boolean certificates, Disk disk, UploadConfig limits) throws IOException {
        this.project = project;
        this.certificates = certificates;
        this.disk = disk;
        Files.createDirectories(project.resolve("upload"));
        this.keys = new KeyDirectory(project.resolve("keys"));
        keys.createMissing();
        this.privateKey = keys.readUploadPrivate();
        this.area = service(limits, WatermarksConfig.defaults()).areas().all().getFirst();
        start(limits, WatermarksConfig.defaults());
    }

    UploadServer start() {
        return start(UploadConfig.defaults(), WatermarksConfig.defaults());
    }

    UploadServer start(UploadConfig limits, WatermarksConfig marks) {
        service = service(limits, marks);
        port = FreePorts.next();
        listeners = new JettyListeners("127.0.0.1");
        listeners.add(port, PATH, service.handler(new SimpleMeterRegistry(), new LongAdder()));
        listeners.start();
        loops = service.loops("test");
        loops.forEach(LoopDaemon::start);
        return this;
    }

    private UploadService service(UploadConfig limits, WatermarksConfig marks) {
        FileAreas areas = FileAreas.of(new FileArea(project.resolve("upload"), FanOut.STANDARD));
        Optional<Path> key = certificates ? Optional.of(keys.uploadPublic()) : Optional.empty();
        UploadService.Places places = new UploadService.Places(project.resolve("stop_upload"), areas, key);
        return new UploadService(places, limits, marks, InstantSource.system(), disk);
    }

    UploadService service() {
        return service;
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
                .signature(new UploadCertificate(name, maxBytes).sign(privateKey));
    }

    Path finished(String name) {
        return area.finished().resolve(name);
    }

    /** The unfinished file, opened as another process would. */
    Optional<PartialFile> openElsewhere(String name) throws IOException {
        return openIn(area, name);
    }

    static Optional<PartialFile> openIn(UploadArea area, String name) throws IOException {
        Disk local = new LocalDisk();
        return new UploadStore(local, new GroupedSyncs(local, 1)).open(area, name);
    }

    @Override
    public void close() {
        listeners.close();
        loops.forEach(LoopDaemon::stop);
    }
}
