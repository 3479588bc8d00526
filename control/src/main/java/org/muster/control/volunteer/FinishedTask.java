package org.muster.control.volunteer;

import java.util.List;
import org.muster.common.files.FileDigest;

/**
 * A task to report.
 *
 * @param task what was computed
 * @param elapsedSeconds wall time
 * @param exitStatus 0 for success
 * @param standardError what the application said
 * @param outputs files that were sent, none when it failed
 */
record FinishedTask(Task task, double elapsedSeconds, int exitStatus, String standardError, List<SentFile> outputs) {

    /** One output file that the upload handler has acknowledged. */
    record SentFile(FileDescription file, FileDigest digest) {}

    boolean succeeded() {
        return exitStatus == 0;
    }
}
