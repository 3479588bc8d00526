package org.muster.dbpurge;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.Database;
import org.muster.dbpurge.ArchivedRows.Fingerprint;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch: claim workunits, archive them, remove their rows.
 *
 * <p>The archive is durable before a row is removed, and the rows are removed in the transaction that makes the
 * archive count. That transaction first looks whether the rows are still those that were archived. Whatever fails
 * before it leaves an archive that does not count, and a later pass removes it. Not thread-safe; any number of passes
 * may run side by side, as long as they share the archive directory.
 */
final class PurgePass implements Pass {

    /** How long a batch may be silent before another purge takes it over. Asked for anew with every piece. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How long files of a batch that was given up are looked for: far longer than any pause of a late writer. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    /** How often a batch under way asks for more time, and how often batches of dead purges are looked for. */
    private static final Duration CARE = LEASE.dividedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(PurgePass.class);

    private final Database work;
    private final PurgeScan scan;
    private final BatchArchive archive;
    private final InstantSource clock;
    private final int batchSize;
    private long nextLook = Long.MIN_VALUE;
    private long renewAt;

    /**
     * Sets up a pass.
     *
     * @param batchSize most workunits in one archive, at least 1
     */
    PurgePass(Database work, PurgeScan scan, BatchArchive archive, InstantSource clock, int batchSize) {
        this.work = work;
        this.scan = scan;
        this.archive = archive;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    @Override
    public PassOutcome run() throws IOException {
        Optional<PurgeBatch> silent = lookAfterOthers();
        if (silent.isPresent()) {
            LOG.info("Taking over the workunits of a purge that was broken off");
            return new PassOutcome(purge(silent.get()), true);
        }
        PurgeScan.Page page = scan.next(now(), batchSize);
        if (page.purgeable().isEmpty()) {
            return new PassOutcome(0, page.more());
        }
        Optional<PurgeBatch> batch = claim(page.purgeable());
        return batch.isPresent() ? new PassOutcome(purge(batch.get()), page.more()) : new PassOutcome(0, true);
    }

    /** Now and then takes over a batch whose purge is silent, and removes files of batches that were given up. */
    private Optional<PurgeBatch> lookAfterOthers() throws IOException {
        long now = now();
        if (now < nextLook && nextLook - now <= CARE.toSeconds()) {
            return Optional.empty();
        }
        Optional<PurgeBatch> silent = takeOver();
        removeGivenUp();
        nextLook = silent.isPresent() ? now : now + CARE.toSeconds();
        return silent;
    }

    /** Puts workunits into a batch of this pass; nothing if others have them all. */
    Optional<PurgeBatch> claim(List<Long> workunits) {
        long time = nextArchiveTime();
        return work.transact(handle -> PurgeBatches.claim(handle, workunits, time, leaseEnd()));
    }

    /** Writes the archive of a batch and returns what the rows were; they may change meanwhile. */
    Map<ArchiveFormat, Fingerprint> archive(PurgeBatch batch) throws IOException {
        List<Long> workunits = work.read(handle -> PurgeBatches.members(handle, batch));
        return archive.write(batch, workunits, () -> {
            if (now() >= renewAt) {
                renew(batch);
            }
        });
    }

    /** Removes the rows of a batch if they are what was archived; returns how many workunits went. */
    int finish(PurgeBatch batch, Map<ArchiveFormat, Fingerprint> archived) throws IOException {
        boolean done = work.transact(handle -> {
            if (!PurgeBatches.isBeingWritten(handle, batch)) {
                return false;
            }
            for (ArchiveFormat format : ArchiveFormat.values()) {
                if (!ArchivedRows.lock(handle, format, batch).equals(archived.get(format))) {
                    PurgeBatches.giveUp(handle, batch);
                    return false;
                }
            }
            long results = ArchivedRows.delete(handle, ArchiveFormat.RESULT, batch);
            long workunits = ArchivedRows.delete(handle, ArchiveFormat.WORKUNIT, batch);
            if (results != archived.get(ArchiveFormat.RESULT).rows()) {
                throw new IllegalStateException("a result was added to a workunit while it was purged; nothing is lost,"
                        + " the batch with the archive " + batch.archiveTime() + " is tried again");
            }
            PurgeBatches.done(handle, batch, workunits, results);
            return true;
        });
        if (!done) {
            LOG.info("Rows changed while they were archived, or another purge has them; trying again later");
            archive.remove(batch);
            return 0;
        }
        return (int) archived.get(ArchiveFormat.WORKUNIT).rows();
    }

    private int purge(PurgeBatch batch) throws IOException {
        try {
            return finish(batch, archive(batch));
        } catch (IOException | RuntimeException e) {
            giveUp(batch, e);
            throw e;
        }
    }

    /** Lets the workunits of a batch that failed go at once; if even that fails, its lease runs out. */
    private void giveUp(PurgeBatch batch, Exception reason) {
        try {
            work.write(handle -> PurgeBatches.giveUp(handle, batch));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private Optional<PurgeBatch> takeOver() {
        long time = nextArchiveTime();
        return work.transact(handle -> PurgeBatches.takeOver(handle, now(), time, leaseEnd()));
    }

    private void removeGivenUp() throws IOException {
        for (PurgeBatch batch : work.read(PurgeBatches::givenUp)) {
            archive.remove(batch);
        }
        long before = now() - REMEMBERED.toSeconds();
        if (work.transact(handle -> PurgeBatches.forgetGivenUp(handle, before)) > 0) {
            archive.sweep(clock.instant().minus(REMEMBERED));
        }
    }

    private void renew(PurgeBatch batch) throws IOException {
        if (!work.transact(handle -> PurgeBatches.renew(handle, batch, leaseEnd()))) {
            throw new IOException("another purge took over the batch with the archive " + batch.archiveTime()
                    + ", this one was silent for more than " + LEASE.toSeconds() + " s; nothing is lost");
        }
    }

    private long nextArchiveTime() {
        long newest = work.read(PurgeBatches::newestArchive);
        return archive.freeTime(Math.max(now(), newest + 1));
    }

    /** When the lease ends that is written now; long before, it is to be renewed. */
    private long leaseEnd() {
        long now = now();
        renewAt = now + CARE.toSeconds();
        return now + LEASE.toSeconds();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
