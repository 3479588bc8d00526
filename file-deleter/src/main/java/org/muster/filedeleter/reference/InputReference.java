package org.muster.filedeleter.reference;

import java.util.List;

/**
 * A row of {@code input_reference}: a file that must stay as long as the workunit needs it.
 *
 * @param file the file's name
 * @param workunit the workunit's id; {@link #KEEP} if a document says {@code <no_delete/>} of the file
 */
record InputReference(String file, long workunit) {

    /** Stands for "never deleted by the file deleter". */
    static final long KEEP = 0;

    static final List<String> COLUMNS = List.of("name", "workunitid");

    List<Object> values() {
        return List.of(file, workunit);
    }
}
