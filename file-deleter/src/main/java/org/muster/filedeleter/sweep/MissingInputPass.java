package org.muster.filedeleter.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through the workunits that may still be sent and holds back those whose input is missing; and looks again, every
 * minute, at those that are held. Not thread-safe; copies do it in turn.
 */
final class MissingInputPass implements Pass {

    /** The walk's name in {@code file_walk}. */
    static final String WALK = "missing-inputs";

    /** How soon a file that was put back is noticed. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(MissingInputPass.class);
    private static final int PIECE = 200;

    private final Database work;
    private final MissingInputs inputs;
    private final WalkLedger ledger;
    private final Pace pace;
    private final SweepPass.Timing timing;
    private Optional<Long> position = Optional.empty();
    private Instant nextLook = Instant.MIN;

    MissingInputPass(Database work, MissingInputs inputs, WalkLedger ledger, Pace pace, SweepPass.Timing timing) {
        this.work = work;
        this.inputs = inputs;
        this.ledger = ledger;
        this.pace = pace;
        this.timing = timing;
    }

    @Override
    public PassOutcome run() throws IOException {
        int released = lookAgain();
        if (position.isEmpty()) {
            position = ledger.take(WALK, timing.betweenRounds()).map(MissingInputPass::id);
        }
        if (position.isEmpty()) {
            return new PassOutcome(released, false);
        }
        Map<Long, Map<String, OptionalLong>> some =
                work.read(handle -> HeldWorkunits.after(handle, position.get(), PIECE));
        if (some.isEmpty()) {
            position = Optional.empty();
            work.write(handle -> ledger.finish(handle, WALK));
            return new PassOutcome(released, false);
        }
        Map<Long, String> missing = pace.during(() -> inputs.among(some));
        hold(missing);
        long last = some.keySet().stream().max(Long::compare).orElseThrow();
        boolean mine = work.transact(handle -> ledger.moveTo(handle, WALK, Long.toString(last)));
        position = mine ? Optional.of(last) : Optional.empty();
        return new PassOutcome(released + missing.size(), true, "looking for missing input: at workunit " + last);
    }

    private int lookAgain() throws IOException {
        Instant now = timing.clock().instant();
        if (now.isBefore(nextLook)) {
            return 0;
        }
        nextLook = now.plus(LOOK_AGAIN);
        List<Long> held = work.read(HeldWorkunits::held);
        int released = 0;
        for (int from = 0; from < held.size(); from += PIECE) {
            released += lookAgain(held.subList(from, Math.min(held.size(), from + PIECE)));
        }
        return released;
    }

    /** Workunits that were cancelled or purged meanwhile are let go as well. */
    private int lookAgain(List<Long> held) throws IOException {
        Map<Long, Map<String, OptionalLong>> sizes = work.read(handle -> HeldWorkunits.sizes(handle, held));
        Map<Long, String> missing = pace.during(() -> inputs.among(sizes));
        Set<Long> complete = new HashSet<>(held);
        complete.removeAll(missing.keySet());
        work.write(handle -> {
            HeldWorkunits.hold(handle, missing, timing.clock().instant().getEpochSecond());
            HeldWorkunits.release(handle, complete);
        });
        complete.forEach(id -> LOG.info("Workunit {} is held back no longer: its input is there", id));
        return complete.size();
    }

    private void hold(Map<Long, String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        work.write(handle ->
                HeldWorkunits.hold(handle, missing, timing.clock().instant().getEpochSecond()));
        missing.forEach((id, reason) -> LOG.warn("Workunit {} cannot be sent: {}", id, reason));
    }

    private static long id(String position) {
        return position.isEmpty() ? 0 : Long.parseLong(position);
    }
}
