package org.muster.filedeleter;

import java.util.Collection;
import java.util.List;
import org.muster.common.files.Deletion;
import org.muster.common.model.FileDeleteState;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.muster.filedeleter.reference.WorkunitInputs;

/** Which files of a row go, and what the row says afterwards. */
final class DeletionDecision {

    private DeletionDecision() {}

    /** The physical names of the files that the row needs no longer, in the document's order. */
    static List<String> filesToDelete(DeletionQueue queue, String rowName, DocumentFiles document) {
        if (queue == DeletionQueue.INPUTS && WorkunitInputs.keepsInputs(rowName)) {
            return List.of();
        }
        return document.files().stream()
                .filter(file -> !file.keep())
                .map(DocumentFile::name)
                .toList();
    }

    /** The state of a row after those of its files were tried that nobody else needs. */
    static FileDeleteState stateAfter(Collection<Deletion> deletions) {
        boolean failed = deletions.stream().anyMatch(deletion -> switch (deletion) {
            case DELETED, ALREADY_GONE -> false;
            case FAILED -> true;
        });
        return failed ? FileDeleteState.ERROR : FileDeleteState.DONE;
    }
}
