package org.muster.filedeleter;

/** The two kinds of rows that have files. */
enum DeletionQueue {
    /** Workunits and their input files in the download areas. */
    INPUTS("workunit", "xml_doc"),
    /** Results and their output files in the upload areas. */
    OUTPUTS("result", "xml_doc_in");

    private final String table;
    private final String documentColumn;

    DeletionQueue(String table, String documentColumn) {
        this.table = table;
        this.documentColumn = documentColumn;
    }

    /** Rows to work on, the oldest first, but those of {@code {claimed}}. */
    String readyQuery() {
        return """
                select id from %s where file_delete_state = 1 and id mod :shards = :shard {claimed}
                order by id limit :limit
                """.formatted(table);
    }

    /** Name and document of the rows {@code {ids}} that still are READY. */
    String documentQuery() {
        return "select id, name, " + documentColumn + " as document from " + table
                + " where id in {ids} and file_delete_state = 1 order by id";
    }

    /** Moves the rows {@code {ids}} that still are READY on to a state. */
    String outcomeUpdate(int state) {
        return "update " + table + " set file_delete_state = " + state + " where id in {ids} and file_delete_state = 1";
    }

    /** Moves rows whose files could not be deleted back into the queue. */
    String retryUpdate() {
        return """
                update %s set file_delete_state = 1 where file_delete_state = 3 and id mod :shards = :shard
                order by id
                limit :limit
                """.formatted(table);
    }

    /** What the loop is called. */
    String loopName() {
        return switch (this) {
            case INPUTS -> Main.NAME + "-inputs";
            case OUTPUTS -> Main.NAME + "-outputs";
        };
    }
}
