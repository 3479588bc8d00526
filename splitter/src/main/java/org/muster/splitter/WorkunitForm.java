package org.muster.splitter;

import java.util.List;
import org.muster.common.config.SplitterConfig;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.work.InputDocument;
import org.muster.common.work.InputFile;
import org.muster.science.database.CutPiece;

/** How a piece becomes a workunit. Pure. */
record WorkunitForm(String app, int quorum, int delayBound) {
    /** The name under which the application opens its input. */
    static final String LOGICAL_NAME = "piece";

    static WorkunitForm of(SplitterConfig config) {
        return new WorkunitForm(config.app(), config.quorum(), config.delayBoundSeconds());
    }

    /** The input file's name in the download area. */
    static String fileName(String workunitName) {
        return workunitName + ".piece";
    }

    /**
     * The workunit of a piece: a quorum of results at first; errors are forgiven up to twice the quorum, and it is given up after
     * four times the quorum of results or more disagreeing ones than twice the quorum.
     */
    NewWorkunit workunit(long appId, CutPiece piece) {
        String name = piece.header().workunitName();
        InputFile input = new InputFile(
                LOGICAL_NAME, fileName(name), piece.file().md5(), piece.file().size());
        return new NewWorkunit(
                appId,
                name,
                new InputDocument(List.of(input), "").xml(),
                SearchCost.needs(piece.header(), delayBound),
                new Replication(quorum, quorum, 2 * quorum, 4 * quorum, 2 * quorum),
                "templates/" + app + "_out",
                0);
    }
}
