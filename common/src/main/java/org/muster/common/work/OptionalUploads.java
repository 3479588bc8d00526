package org.muster.common.work;

/**
 * How the file upload handler learns that a task can do without a file. Nothing that a client sends says so, but a client
 * sends each file to the very URL that it was given with the task, so the URL of an optional file carries a mark. The
 * handler sees it in the request line, before a byte of the file.
 */
public final class OptionalUploads {
    /** What is appended to the upload URL of a file whose {@code <file_ref>} has {@code <optional/>}. */
    public static final String MARK = "?optional";

    private OptionalUploads() {}

    /** Whether a request is about an optional file. */
    public static boolean isMarked(String query) {
        return MARK.substring(1).equals(query);
    }
}
