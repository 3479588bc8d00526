package org.muster.dbpurge.archive;

import java.io.IOException;

/** An archive holds something that neither purge writes; the message says which file and after how many records. */
public final class ArchiveDamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    ArchiveDamagedException(String message) {
        super(message);
    }
}
