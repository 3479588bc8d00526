package org.muster.scheduler.request;

/**
 * A task that the client has and does not report now.
 *
 * @param name the result's name
 * @param versionIndex place of its application version among those of the request, −1 when it was not said
 * @param planClass its version's plan class, often empty
 */
public record HeldTask(String name, int versionIndex, String planClass) {

    /** A task of which only the name is known. */
    public HeldTask(String name) {
        this(name, -1, "");
    }
}
