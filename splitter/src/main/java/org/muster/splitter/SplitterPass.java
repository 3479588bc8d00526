package org.muster.splitter;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.DiskWatch;
import org.muster.common.files.FileAreas;
import org.muster.science.database.RecordingState;
import org.muster.splitter.RecordingDesk.Taken;
import org.muster.splitter.SplitDecision.Backlog;
import org.muster.splitter.WorkDesk.Progress;

/**
 * One step of the splitter: take a recording in hand, or bring out one batch of its pieces, or end it.
 *
 * <p>What it remembers between passes is only for speed: a splitter that forgets it, or dies, finds everything again in the
 * databases. Not thread-safe.
 */
final class SplitterPass implements Pass {
    private final RecordingDesk desk;
    private final WorkunitCutter cutter;
    private final WorkDesk work;
    private final Surroundings surroundings;
    private final InstantSource clock;
    private OpenRecording inHand;
    private boolean holding;

    /**
     * What the splitter looks at beside the databases.
     *
     * @param newcomers where recordings appear; empty when they are registered by hand
     * @param downloads whose free space counts
     * @param disks whether the disks of all areas are below their watermarks
     * @param limits how much may wait
     */
    record Surroundings(
            Optional<RecordingDirectory> newcomers,
            FileAreas downloads,
            DiskWatch disks,
            SplitDecision.Limits limits) {}

    SplitterPass(
            RecordingDesk desk, WorkunitCutter cutter, WorkDesk work, Surroundings surroundings, InstantSource clock) {
        this.desk = desk;
        this.cutter = cutter;
        this.work = work;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public PassOutcome run() throws IOException {
        PassOutcome newcomers = newcomers();
        try {
            PassOutcome outcome = inHand == null ? take() : goOn();
            return new PassOutcome(
                    outcome.handled() + newcomers.handled(),
                    outcome.more(),
                    newcomers.note().isEmpty() ? outcome.note() : newcomers.note());
        } catch (LostLeaseException e) {
            inHand = null;
            return new PassOutcome(newcomers.handled(), true, e.getMessage());
        }
    }

    /** Looks for new recordings. That their directory is away must not hold up those that are known. */
    private PassOutcome newcomers() {
        if (surroundings.newcomers().isEmpty()) {
            return PassOutcome.IDLE;
        }
        try {
            return new PassOutcome(surroundings.newcomers().get().look(clock.instant()), false);
        } catch (IOException e) {
            return new PassOutcome(0, false, "the directory of recordings cannot be read: " + e);
        }
    }

    private PassOutcome take() {
        return switch (desk.take()) {
            case Taken.Nothing() -> PassOutcome.IDLE;
            case Taken.PutAway() -> new PassOutcome(1, true);
            case Taken.InHand(OpenRecording recording) -> {
                inHand = recording;
                yield new PassOutcome(0, true);
            }
        };
    }

    private PassOutcome goOn() throws IOException {
        OpenRecording recording = inHand;
        recording.lease().renew();
        int pieces = recording.plan().pieces();
        Progress progress = work.progress(recording.name()).orElse(new Progress(0, pieces));
        if (progress.pieces() != pieces) {
            return block("the work database says that this recording has " + progress.pieces() + " pieces, now it has "
                    + pieces + "; was another recording of this name cut before? Register it under another name");
        }
        SplitDecision decision = SplitDecision.decide(
                progress.nextPiece(),
                pieces,
                recording.together(progress.nextPiece()),
                backlog(),
                surroundings.limits(),
                holding);
        holding = decision instanceof SplitDecision.HoldBack;
        return switch (decision) {
            case SplitDecision.HoldBack(String reason) -> new PassOutcome(0, false, reason);
            case SplitDecision.Finish() -> finish(recording);
            case SplitDecision.Cut(int first, int count) -> bringOut(recording, progress, count);
        };
    }

    private PassOutcome bringOut(OpenRecording recording, Progress progress, int count) throws IOException {
        try {
            int made = cutter.bringOut(recording, progress, count);
            int done = Math.min(progress.nextPiece() + count, progress.pieces());
            return new PassOutcome(made, true, recording.name() + ": " + done + " of " + progress.pieces() + " pieces");
        } catch (SpoiledRecordingException e) {
            return block(e.getMessage());
        } catch (UnreadableRecordingException e) {
            desk.putBack(recording.row(), e.getMessage());
            inHand = null;
            return new PassOutcome(0, true, e.getMessage());
        }
    }

    private PassOutcome finish(OpenRecording recording) {
        int pieces = recording.plan().pieces();
        cutter.markIssued(recording, pieces);
        int made = cutter.made(recording);
        String message = recording.decision().message();
        if (made < pieces) {
            String missing = made + " of " + pieces + " pieces made; the others are blank or were lost by the recorder";
            message = message.isEmpty() ? missing : message + "; " + missing;
        }
        desk.end(recording.row(), recording.decision().end(), message);
        inHand = null;
        return new PassOutcome(1, true);
    }

    private PassOutcome block(String reason) {
        desk.end(inHand.row(), RecordingState.BLOCKED, reason);
        inHand = null;
        return new PassOutcome(1, true, reason);
    }

    private Backlog backlog() throws IOException {
        long free = surroundings.downloads().usableSpace();
        return new Backlog(
                work.unsentResults(clock.instant().getEpochSecond()),
                free,
                surroundings.disks().look());
    }
}
