package org.muster.splitter;

import java.util.List;
import java.util.Optional;
import org.muster.science.database.FixedCut;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.RecordingState;
import org.muster.science.filterbank.CutPlan;
import org.muster.science.filterbank.CutSettings;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.Verdict;

/** What becomes of a recording that was looked through. */
sealed interface RecordingDecision {

    /**
     * Cut it.
     *
     * @param plan how
     * @param end its state when all pieces are out: SPLIT or CUT_SHORT
     * @param message what an operator should know of it; may be empty
     */
    record Begin(CutPlan plan, RecordingState end, String message) implements RecordingDecision {}

    /**
     * Set it aside.
     *
     * @param state REFUSED when nothing can ever be made of it, BLOCKED when an operator may put it right
     * @param reason why
     */
    record SetAside(RecordingState state, String reason) implements RecordingDecision {}

    /** Decides. Pure. */
    static RecordingDecision decide(RecordingRow recording, RecordingScan scan, CutSettings settings) {
        Optional<String> begunWith = recording.digest();
        if (begunWith.isPresent() && !begunWith.get().equals(scan.digest())) {
            return new SetAside(
                    RecordingState.BLOCKED,
                    "the file is no longer the one of which pieces were made (their digest was " + begunWith.get()
                            + ", now it is " + scan.digest()
                            + "); put the old file back, or register the new one under another name");
        }
        return switch (scan.verdict()) {
            case Verdict.Refused(String reason) -> new SetAside(RecordingState.REFUSED, reason);
            case Verdict.Usable(int blocks) -> begin(recording, scan, settings, RecordingState.SPLIT, scan.notes());
            case Verdict.CutShort(int blocks, var damage) -> {
                String message = "cut short after block " + blocks + ". " + capital(damage.message());
                yield begin(recording, scan, settings, RecordingState.CUT_SHORT, List.of(message));
            }
        };
    }

    private static RecordingDecision begin(
            RecordingRow recording,
            RecordingScan scan,
            CutSettings settings,
            RecordingState end,
            List<String> messages) {
        Optional<CutPlan> plan = recording
                .cut()
                .map(cut -> plan(scan, cut))
                .or(() -> CutPlan.of(scan.header().orElseThrow(), scan.samples(), settings));
        String message = String.join("; ", messages);
        if (plan.isEmpty()) {
            return new SetAside(
                    RecordingState.REFUSED,
                    "it is too short: " + scan.samples() + " samples in a channel, a piece needs "
                            + CutPlan.SHORTEST_PIECE + (message.isEmpty() ? "" : ". " + message));
        }
        return new Begin(plan.get(), end, message);
    }

    private static CutPlan plan(RecordingScan scan, FixedCut cut) {
        return new CutPlan(
                scan.header().orElseThrow().layout().channels(),
                cut.subBands(),
                cut.segmentSamples(),
                cut.segmentStep(),
                scan.samples() / cut.subBands());
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
