package org.muster.common.files;

/** How an attempt to delete a stored file ended. */
public enum Deletion {
    /** The file was there and is gone now. */
    DELETED,
    /** There was no such file; the aim is reached. */
    ALREADY_GONE,
    /** The file is still there; the reason is in the log. Worth trying again later. */
    FAILED
}
