package org.muster.common.credit;

/**
 * How many tasks a computer may get a day with one application version, for each of its processors: shrinks with every
 * task that goes wrong, so that a broken computer soon gets one a day, and grows back with every success. Pure. Source:
 * daily quotas of the BOINC scheduler ({@code host_app_version.max_jobs_per_day}).
 *
 * @param usual where it begins and how far successes bring it back; 0 for no quota, and then nothing is counted
 */
public record DailyQuota(int usual) {

    /** Nobody is limited. */
    public static final DailyQuota NONE = new DailyQuota(0);

    private static final int LEAST = 1;

    /** Whether there is one. */
    public boolean limits() {
        return usual > 0;
    }

    /** The quota in force. {@code stored} is the row's, 0 when it was never set. */
    public int inForce(int stored) {
        return limits() && stored == 0 ? usual : stored;
    }

    /** After a task that the client calls a success: twice as many, up to the usual quota. */
    public int afterSuccess(int stored) {
        int now = inForce(stored);
        return limits() && now < usual ? Math.min(usual, Math.max(LEAST, now) * 2) : now;
    }

    /** After a task that failed, or was not brought back in time: one less, and nothing above the usual quota. */
    public int afterFailure(int stored) {
        return limits() ? Math.max(LEAST, Math.min(inForce(stored), usual) - 1) : stored;
    }

    /** After a task that was found valid: one more, also above the usual quota. */
    public int afterValid(int stored) {
        return limits() ? inForce(stored) + 1 : stored;
    }

    /** After a task that was found invalid: what was earned above the usual quota is taken back step by step. */
    public int afterInvalid(int stored) {
        return limits() && stored > usual ? stored - 1 : stored;
    }

    /**
     * The quota of the whole computer. One stays one: it says that the version does not work there.
     *
     * @param stored the row's, 0 when it was never set
     * @param processors what it is multiplied by, 1 and up
     */
    public long scaled(int stored, double processors) {
        int now = inForce(stored);
        return now == LEAST ? LEAST : Math.max(LEAST, (long) (now * processors));
    }
}
