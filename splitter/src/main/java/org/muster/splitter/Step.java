package org.muster.splitter;

/** The steps in the life of a batch, in order. A crash may come between any two. */
enum Step {
    /** The recording is leased. */
    CLAIMED,
    /** The science database knows how it is cut. */
    BEGUN,
    /** One more input file is written; it has not its name yet. */
    FILE_WRITTEN,
    /** All input files of the batch are in the download area, durable. */
    FILES_STAGED,
    /** The science database has the workunits. */
    SCIENCE_RECORDED,
    /** The work database has the workunits, and the progress stands behind them. */
    WORK_ISSUED,
    /** The science database knows that the work database has them. */
    MARKED_ISSUED,
    /** The recording's work is ended. */
    ENDED;

    /** Is told of each step that was taken; a test stops the splitter there. */
    interface Listener {
        /** In production nobody listens. */
        Listener NONE = step -> {};

        void taken(Step step);
    }
}
