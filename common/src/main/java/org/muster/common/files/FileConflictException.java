package org.muster.common.files;

import java.io.IOException;

/** What was to be stored is not what was promised, or a different file already has the name. Nothing was published. */
public final class FileConflictException extends IOException {
    FileConflictException(String message) {
        super(message);
    }
}
