package org.muster.scheduler.work;

/**
 * A version of an application for one platform.
 *
 * @param id its id
 * @param application what it is a version of
 * @param number 100 × major + minor
 * @param platform the platform's name
 * @param oldestClient clients below this release cannot run it, 0 for no limit
 * @param newestClient clients above it cannot, 0 for no limit
 * @param document its files and description, ready to be sent
 */
public record ApplicationVersion(
        long id,
        Application application,
        int number,
        String platform,
        int oldestClient,
        int newestClient,
        Deliverable document) {

    /** Whether a client of this release can run it. */
    boolean runsUnder(int clientVersion) {
        return clientVersion >= oldestClient && (newestClient == 0 || clientVersion <= newestClient);
    }
}
