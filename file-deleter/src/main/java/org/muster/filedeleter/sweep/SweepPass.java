package org.muster.filedeleter.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of one directory of the area that is being walked through. What was found is written when a directory is done,
 * together with the position; a sweeper that dies is followed by one that begins with the last directory that was done. Not
 * thread-safe.
 */
final class SweepPass implements Pass, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SweepPass.class);

    /** Files looked at together; so many names are in memory and in one question to the database. */
    static final int PIECE = 500;

    private final Database work;
    private final List<SweptArea> areas;
    private final Sweeper sweeper;
    private final WalkLedger ledger;
    private final Timing timing;
    private Optional<Walking> current = Optional.empty();

    /**
     * When to sweep.
     *
     * @param betweenRounds from the beginning of one round through an area to that of the next
     * @param clock the time
     */
    record Timing(Duration betweenRounds, InstantSource clock) {}

    /** A walk that is under way, with what was found in all of it and in its present directory. */
    private record Walking(SweptArea area, AreaWalk walk, Findings all, Findings directory) {}

    SweepPass(Database work, List<SweptArea> areas, Sweeper sweeper, WalkLedger ledger, Timing timing) {
        this.work = work;
        this.areas = List.copyOf(areas);
        this.sweeper = sweeper;
        this.ledger = ledger;
        this.timing = timing;
    }

    @Override
    public PassOutcome run() throws IOException {
        if (current.isEmpty()) {
            current = take();
        }
        if (current.isEmpty()) {
            return PassOutcome.IDLE;
        }
        try {
            return goOn(current.get());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Lets go of the area in hand. */
    @Override
    public void close() throws IOException {
        if (current.isPresent()) {
            Walking walking = current.get();
            current = Optional.empty();
            try (AreaWalk closed = walking.walk()) {
                ledger.letGo(walking.area().walk());
            }
        }
    }

    private Optional<Walking> take() throws IOException {
        for (SweptArea area : areas) {
            Optional<String> position =
                    area.isThere() ? ledger.take(area.walk(), timing.betweenRounds()) : Optional.empty();
            if (position.isPresent()) {
                AreaWalk walk = new AreaWalk(area.root(), area.isFlat(), position.get(), PIECE);
                return Optional.of(new Walking(area, walk, new Findings(), new Findings()));
            }
        }
        return Optional.empty();
    }

    private PassOutcome goOn(Walking walking) throws IOException {
        Optional<AreaWalk.Piece> piece = walking.walk().next();
        if (piece.isEmpty()) {
            finish(walking);
            return new PassOutcome(0, true);
        }
        Findings found = sweeper.sweep(walking.area(), piece.get().paths());
        walking.directory().add(found);
        walking.all().add(found);
        boolean mine = piece.get().last()
                ? record(walking, piece.get().directory())
                : ledger.renew(walking.area().walk());
        if (!mine) {
            LOG.info("Another sweeper has taken over {}", walking.area().label());
            close();
        }
        return new PassOutcome(
                (int) found.removed(),
                true,
                walking.area().kind() + ": in directory " + piece.get().directory() + ", " + words(walking.all()));
    }

    private boolean record(Walking walking, String directory) {
        SweptArea area = walking.area();
        long now = timing.clock().instant().getEpochSecond();
        boolean mine = work.transact(handle -> {
            boolean moved = ledger.moveTo(handle, area.walk(), directory);
            if (moved) {
                FindingRows.replace(handle, area.label(), directory, walking.directory(), now);
            }
            return moved;
        });
        current = Optional.of(new Walking(area, walking.walk(), walking.all(), new Findings()));
        return mine;
    }

    private void finish(Walking walking) throws IOException {
        walking.walk().close();
        current = Optional.empty();
        work.write(handle -> {
            FindingRows.forgetOthers(
                    handle, walking.area().label(), walking.area().walk());
            ledger.finish(handle, walking.area().walk());
        });
        LOG.info("Walked through {}: {}", walking.area().label(), words(walking.all()));
    }

    static String words(Findings findings) {
        return findings.files(verdict -> true) + " files, " + findings.files(Verdict::isAntique) + " antiques with "
                + findings.antiqueBytes() + " bytes, " + findings.removed() + " removed";
    }
}
