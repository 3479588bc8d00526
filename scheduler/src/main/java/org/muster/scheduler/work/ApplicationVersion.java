package org.muster.scheduler.work;

import org.muster.common.credit.Average;

/**
 * A version of an application for one platform.
 *
 * @param id its id; −2 to −6 for a volunteer's own program
 * @param application what it is a version of
 * @param number 100 × major + minor
 * @param platform the platform's name
 * @param oldestClient clients below this release cannot run it, 0 for no limit
 * @param newestClient clients above it cannot, 0 for no limit
 * @param document its files and description, ready to be sent
 * @param variant what it is among the versions of its number
 */
public record ApplicationVersion(
        long id,
        Application application,
        int number,
        String platform,
        int oldestClient,
        int newestClient,
        Deliverable document,
        Variant variant) {

    /** A plain version, of which nothing is known yet. */
    public ApplicationVersion(
            long id,
            Application application,
            int number,
            String platform,
            int oldestClient,
            int newestClient,
            Deliverable document) {
        this(id, application, number, platform, oldestClient, newestClient, document, Variant.PLAIN);
    }

    /**
     * What a version is among those of its number.
     *
     * @param planClass the name of its plan class, empty for a plain program
     * @param beta whether it is under test
     * @param retired whether it only goes to workunits that are committed to it
     * @param peakFlops raw peak FLOP count over estimated FLOP count, over all computers
     */
    public record Variant(String planClass, boolean beta, boolean retired, Average peakFlops) {

        /** A plain program in use, of which nothing is known yet. */
        public static final Variant PLAIN = new Variant("", false, false, Average.NONE);
    }

    /** The name of its plan class, empty for a plain program. */
    public String planClass() {
        return variant.planClass;
    }

    /** Whether it is the volunteer's own. */
    public boolean anonymous() {
        return id < 0;
    }

    /** Whether a client of this release can run it. */
    public boolean runsUnder(int clientVersion) {
        return clientVersion >= oldestClient && (newestClient == 0 || clientVersion <= newestClient);
    }
}
