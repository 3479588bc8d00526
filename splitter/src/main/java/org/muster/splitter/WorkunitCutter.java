package org.muster.splitter;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileConflictException;
import org.muster.common.files.FileDigest;
import org.muster.common.files.WholeFile;
import org.muster.science.database.CutPiece;
import org.muster.science.database.CutPieces;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pieces out, each once. The order is what makes a crash harmless:
 *
 * <ol>
 *   <li>the input files, whole, under names and with bytes that depend on the recording only: written again they are the same;
 *   <li>the rows of the science database, inserted if absent;
 *   <li>in one transaction of the work database the workunits and the progress, moved by a conditional update. Before its commit
 *       the pieces are not out and everything is done again; after it nothing of them is ever done again, even when the
 *       workunits have long been purged;
 *   <li>the note in the science database that they are out, made for all pieces before the progress, so the next pass makes up
 *       for a missing one.
 * </ol>
 */
final class WorkunitCutter {
    private static final Logger log = LoggerFactory.getLogger(WorkunitCutter.class);

    private final FileAreas downloads;
    private final CutPieces science;
    private final WorkDesk work;
    private final InstantSource clock;
    private final Step.Listener steps;

    WorkunitCutter(FileAreas downloads, CutPieces science, WorkDesk work, InstantSource clock, Step.Listener steps) {
        this.downloads = downloads;
        this.science = science;
        this.work = work;
        this.clock = clock;
        this.steps = steps;
    }

    /**
     * Makes pieces and brings them out.
     *
     * @param count how many pieces from the progress on
     * @return how many workunits were made
     * @throws UnreadableRecordingException when the recording cannot be read
     * @throws SpoiledRecordingException when other input files or workunits have the pieces' names
     * @throws IOException when the input files cannot be written
     */
    int bringOut(OpenRecording recording, WorkDesk.Progress progress, int count)
            throws UnreadableRecordingException, IOException {
        int next = progress.nextPiece() + count;
        Map<Integer, Piece> pieces = recording.cut(progress.nextPiece(), count);
        recording.lease().renew();
        List<CutPiece> cut = writeFiles(pieces);
        recordInScience(recording, cut);
        boolean mine = work.issue(recording.name(), progress, next, cut, now());
        steps.taken(Step.WORK_ISSUED);
        if (!mine) {
            removeOrphans(cut);
            return 0;
        }
        markIssued(recording, next);
        return cut.size();
    }

    /** Notes in the science database which pieces are out. */
    void markIssued(OpenRecording recording, int nextPiece) {
        science.markIssued(recording.row().id(), nextPiece, now());
        steps.taken(Step.MARKED_ISSUED);
    }

    /** How many workunits were made of a recording. */
    int made(OpenRecording recording) {
        return science.count(recording.row().id());
    }

    private List<CutPiece> writeFiles(Map<Integer, Piece> pieces) throws IOException {
        Map<String, WholeFile.Content> contents = new LinkedHashMap<>();
        pieces.values()
                .forEach(piece -> contents.put(file(piece), out -> {
                    PieceFormat.write(piece, out);
                    steps.taken(Step.FILE_WRITTEN);
                }));
        Map<String, FileDigest> digests;
        try {
            digests = downloads.stage(contents);
        } catch (FileConflictException e) {
            throw new SpoiledRecordingException(e.getMessage(), e);
        }
        steps.taken(Step.FILES_STAGED);
        List<CutPiece> cut = new ArrayList<>();
        pieces.forEach((number, piece) -> cut.add(new CutPiece(number, piece.header(), digests.get(file(piece)))));
        return cut;
    }

    private static String file(Piece piece) {
        return WorkunitForm.fileName(piece.header().workunitName());
    }

    private void recordInScience(OpenRecording recording, List<CutPiece> cut) {
        try {
            science.insert(recording.row().id(), cut, now());
        } catch (IllegalStateException e) {
            throw new SpoiledRecordingException(e.getMessage(), e);
        }
        steps.taken(Step.SCIENCE_RECORDED);
    }

    /**
     * Another splitter was faster. Its workunits may even be computed and purged by now, and their input files deleted; then those
     * that this splitter has written again would lie about for ever.
     */
    private void removeOrphans(List<CutPiece> cut) throws IOException {
        List<String> names =
                cut.stream().map(piece -> piece.header().workunitName()).toList();
        for (String name : work.withoutNeedOfFiles(names)) {
            log.atInfo()
                    .addKeyValue("workunit_name", name)
                    .log(
                            "removing the input file of {}, which is done already: {}",
                            name,
                            downloads.unstage(WorkunitForm.fileName(name)));
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
