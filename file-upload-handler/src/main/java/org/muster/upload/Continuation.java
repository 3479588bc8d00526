package org.muster.upload;

/** How an admitted upload goes on, given how much of its file is stored. A pure decision. */
enum Continuation {
    /** More is stored than the whole file has: it is another file's. The client must send all of its own. */
    FOREIGN,
    /** Likewise, and the client does send all of its file. */
    AFRESH,
    /** The client would leave a gap: it must ask for the size and begin there. */
    GAP,
    /** Nothing needs to be sent any more; what is stored becomes the file. */
    COMPLETE,
    /** Write the data from the offset on, over what may be stored beyond it. */
    RECEIVE;

    /**
     * @param stored bytes of the unfinished file
     * @param offset where the client's data begin
     * @param bytes size of the whole file
     */
    static Continuation of(long stored, long offset, long bytes) {
        if (stored > bytes) {
            return offset == 0 ? AFRESH : FOREIGN;
        }
        if (stored < offset) {
            return GAP;
        }
        return offset >= bytes ? COMPLETE : RECEIVE;
    }
}
