package org.muster.control.volunteer;

import org.muster.common.files.FileDigest;

/** Whom a volunteer tells what the project has acknowledged, and so must never lose. Called on the volunteer's thread. */
@FunctionalInterface
public interface Acknowledgements {
    /** The report of a result was acknowledged. */
    void reported(String result);

    /**
     * The upload of an output file was acknowledged.
     *
     * @param file its physical name
     * @param content digest and size of what was sent
     */
    default void uploaded(String file, FileDigest content) {}
}
