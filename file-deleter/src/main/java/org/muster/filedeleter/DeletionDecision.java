package org.muster.filedeleter;

import java.util.Collection;
import java.util.List;
import org.muster.common.files.Deletion;
import org.muster.common.model.FileDeleteState;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;

/** Which files of a row go, and what the row says afterwards. */
final class DeletionDecision {

    /** A workunit with this in its name keeps its input files: BOINC's way to name work that is issued again. */
    private static final String KEEPS_INPUTS = "nodelete";

    private DeletionDecision() {}

    /** The physical names of the files to delete, in the document's order. */
    static List<String> filesToDelete(DeletionQueue queue, String rowName, DocumentFiles document) {
        if (queue == DeletionQueue.INPUTS && rowName.contains(KEEPS_INPUTS)) {
            return List.of();
        }
        return document.files().stream()
                .filter(file -> !file.keep())
                .map(DocumentFile::name)
                .toList();
    }

    /** The state of a row after its files were tried. */
    static FileDeleteState stateAfter(Collection<Deletion> deletions) {
        boolean failed = deletions.stream().anyMatch(deletion -> switch (deletion) {
            case DELETED, ALREADY_GONE -> false;
            case FAILED -> true;
        });
        return failed ? FileDeleteState.ERROR : FileDeleteState.DONE;
    }
}
