package org.muster.upload;

/** How an admitted upload goes on, given how much of its file is stored. A pure decision. */
enum Continuation {
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
        if (stored < offset) {
            return GAP;
        }
        return offset >= bytes ? COMPLETE : RECEIVE;
    }
}
