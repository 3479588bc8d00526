package org.muster.upload;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Handler;
import org.muster.common.config.UploadConfig;
import org.muster.common.config.WatermarksConfig;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.files.DiskWatch;
import org.muster.common.files.FileAreas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the file upload handler, put together. */
public final class UploadService {
    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);
    private static final long MEGABYTE = 1_000_000;
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEEP_UNFINISHED = Duration.ofDays(14);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(300);

    private final UploadAreas areas;
    private final UploadDisks disks;
    private final OpenUploads open;
    private final UploadTurns turns = new UploadTurns();
    private final Claims claims;
    private final FileContest contest;
    private final Disk disk;
    private final SmallUploads small;
    private final GroupedSyncs syncs;
    private final UploadGate gate;
    private final UploadConfig limits;
    private final InstantSource clock;

    /**
     * Where the handler finds what it needs.
     *
     * @param stopFile while this file exists, nothing is taken
     * @param areas the upload areas
     * @param uploadPublicKey the key file that certificates are checked with; empty to take uploads without certificates
     */
    public record Places(Path stopFile, FileAreas areas, Optional<Path> uploadPublicKey) {}

    /** A handler whose acknowledged files are durable. */
    public UploadService(Places places, UploadConfig limits, WatermarksConfig marks, InstantSource clock) {
        this(places, limits, marks, clock, new LocalDisk());
    }

    UploadService(Places places, UploadConfig limits, WatermarksConfig marks, InstantSource clock, Disk disk) {
        this.disk = disk;
        this.areas = new UploadAreas(places.areas(), limits.reserveMegabytes() * MEGABYTE);
        areas.all().forEach(UploadArea::spread);
        this.disks =
                new UploadDisks(new DiskWatch(marks.marks(), DiskWatch.Watched.open("upload area", places.areas())));
        this.open = OpenUploads.atMost(limits.connections());
        this.claims = new Claims(areas.all(), turns, clock);
        this.syncs = new GroupedSyncs(disk, limits.syncsAtOnce());
        UploadStore store = new UploadStore(disk, syncs);
        this.small = new SmallUploads(disk, syncs);
        this.contest = new FileContest(turns, claims, store, PATIENCE);
        this.gate = new UploadGate(places.stopFile(), areas, places.uploadPublicKey(), disks);
        this.limits = limits;
        this.clock = clock;
    }

    /** A handler that forces nothing to disk: for measuring what that costs, and for nothing else. */
    public static UploadService withoutSyncs(
            Places places, UploadConfig limits, WatermarksConfig marks, InstantSource clock) {
        return new UploadService(places, limits, marks, clock, new UnsyncedDisk());
    }

    /**
     * What answers requests.
     *
     * @param handled counted up for every request
     */
    public Handler handler(MeterRegistry metrics, LongAdder handled) {
        Gauge.builder("muster.upload.open", open, OpenUploads::count).register(metrics);
        Gauge.builder("muster.upload.reserved.bytes", areas, UploadAreas::reserved)
                .register(metrics);
        SenderLimits senders =
                new SenderLimits(Duration.ofSeconds(limits.idleSeconds()), GRACE, limits.minimumBytesPerSecond());
        return new UploadHandler(
                gate,
                new UploadDesk(areas, contest, small, syncs),
                new UploadHandler.Crowd(open, senders, this::isCrowded),
                metrics,
                handled);
    }

    /** What must run beside it. */
    public List<LoopDaemon> loops(String name) {
        return List.of(
                new LoopDaemon(name + "-disks", disks, BETWEEN_LOOKS),
                new LoopDaemon(name + "-claims", claims, BETWEEN_CLAIMS),
                new LoopDaemon(
                        name + "-sweep",
                        new AbandonedUploads(areas, contest, disk, clock, KEEP_UNFINISHED),
                        BETWEEN_SWEEPS));
    }

    UploadAreas areas() {
        return areas;
    }

    Claims claims() {
        return claims;
    }

    UploadDisks disks() {
        return disks;
    }

    private boolean isCrowded() {
        if (open.areScarce()) {
            return true;
        }
        try {
            for (UploadArea area : areas.all()) {
                if (area.room().reserved() > 0 && area.room().isScarce()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.debug("Cannot tell how much room there is", e);
            return false;
        }
    }
}
