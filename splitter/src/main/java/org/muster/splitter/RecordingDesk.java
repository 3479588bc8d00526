package org.muster.splitter;

import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.science.database.FixedCut;
import org.muster.science.database.RecordingLease;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.RecordingState;
import org.muster.science.database.Recordings;
import org.muster.science.filterbank.CutPlan;
import org.muster.science.filterbank.CutSettings;
import org.muster.science.filterbank.PieceCutter;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.RecordingScanner;
import org.muster.science.recording.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes recordings in hand and puts them away: the splitter's side of the table of recordings. */
final class RecordingDesk {
    private static final Logger log = LoggerFactory.getLogger(RecordingDesk.class);

    private final Recordings recordings;
    private final RecordingLease lease;
    private final CutSettings settings;
    private final InstantSource clock;
    private final Step.Listener steps;

    RecordingDesk(
            Recordings recordings,
            RecordingLease lease,
            CutSettings settings,
            InstantSource clock,
            Step.Listener steps) {
        this.recordings = recordings;
        this.lease = lease;
        this.settings = settings;
        this.clock = clock;
        this.steps = steps;
    }

    /** What came of reaching for the next recording. */
    sealed interface Taken {
        /** There is none to work on. */
        record Nothing() implements Taken {}

        /** There was one, and it was put away at once. */
        record PutAway() implements Taken {}

        /** There is one. */
        record InHand(OpenRecording recording) implements Taken {}
    }

    /** Reaches for the next recording, and looks it through. */
    Taken take() {
        Optional<RecordingRow> claimed = recordings.claim(lease, now());
        if (claimed.isEmpty()) {
            return new Taken.Nothing();
        }
        RecordingRow row = claimed.get();
        steps.taken(Step.CLAIMED);
        Lease held = new Lease(recordings, lease, clock, row.id(), row.name());
        RecordingScan scan;
        RecordingDecision decision;
        try {
            scan = new RecordingScanner(held::keepWarm).scan(row.path());
            decision = RecordingDecision.decide(row, scan, settings);
        } catch (LostLeaseException | DatabaseUnavailableException e) {
            throw e;
        } catch (Exception e) {
            putBack(row, "the file " + row.path() + " cannot be read: " + e);
            return new Taken.PutAway();
        }
        return switch (decision) {
            case RecordingDecision.SetAside(RecordingState state, String reason) -> {
                end(row, state, reason);
                yield new Taken.PutAway();
            }
            case RecordingDecision.Begin begin -> {
                begin(row, scan, begin);
                PieceCutter cutter = new PieceCutter(row.name(), scan, begin.plan(), held::keepWarm);
                yield new Taken.InHand(new OpenRecording(row, begin, cutter, held));
            }
        };
    }

    private void begin(RecordingRow row, RecordingScan scan, RecordingDecision.Begin begin) {
        int blocks = switch (scan.verdict()) {
            case Verdict.Usable(int whole) -> whole;
            case Verdict.CutShort(int whole, var damage) -> whole;
            case Verdict.Refused refused -> 0;
        };
        CutPlan plan = begin.plan();
        FixedCut cut = new FixedCut(plan.subBands(), plan.segmentSamples(), plan.segmentStep(), plan.pieces());
        recordings.begin(row.id(), scan.digest(), blocks, cut, begin.message(), now());
        log.info("recording {}: {} blocks, {} pieces. {}", row.name(), blocks, plan.pieces(), begin.message());
        steps.taken(Step.BEGUN);
    }

    /** Puts a recording back after a failure, or blocks it after too many. */
    void putBack(RecordingRow row, String reason) {
        int failedBefore =
                recordings.find(row.name()).map(RecordingRow::attempts).orElse(0);
        switch (RetryDecision.decide(failedBefore)) {
            case RetryDecision.TryAgain(int seconds) -> {
                log.warn("recording {}: {}; trying again in {} s", row.name(), reason, seconds);
                recordings.postpone(row.id(), reason, now() + seconds, now());
            }
            case RetryDecision.GiveUp() ->
                end(row, RecordingState.BLOCKED, "given up after " + (failedBefore + 1) + " attempts: " + reason);
        }
    }

    /** Ends the work on a recording. */
    void end(RecordingRow row, RecordingState state, String message) {
        recordings.end(row.id(), state, message, now());
        log.info("recording {}: {} {}", row.name(), state, message);
        steps.taken(Step.ENDED);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
