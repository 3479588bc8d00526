package org.muster.control.job;

/**
 * For whom a job is meant.
 *
 * @param type what {@code assignment.target_type} holds: 0 anybody, 1 a computer, 2 a user, 3 a team
 * @param id whom; 0 for anybody
 * @param everyHost whether every computer of the target computes it once
 */
public record Target(int type, long id, boolean everyHost) {
    /** Whoever comes. */
    public static final Target ANYBODY = new Target(0, 0, false);

    private static final int NEVER = 1;
    private static final int NO_NEW_RESULTS = 2;

    public static Target host(long id) {
        return new Target(1, known(id), false);
    }

    public static Target user(long id) {
        return new Target(2, known(id), false);
    }

    public static Target team(long id) {
        return new Target(3, known(id), false);
    }

    /** Every computer of the project. */
    public static Target broadcast() {
        return new Target(0, 0, true);
    }

    /** Every computer of this target. */
    public Target onEveryHost() {
        return new Target(type, id, true);
    }

    /** Whether it is for somebody, and not for whoever comes. */
    public boolean isMeant() {
        return everyHost || type != 0;
    }

    /** What {@code workunit.transitioner_flags} says: the scheduler, not the transitioner, makes the results. */
    int transitionerFlags() {
        return everyHost ? NEVER : isMeant() ? NO_NEW_RESULTS : 0;
    }

    private static long known(long id) {
        if (id <= 0) {
            throw new IllegalArgumentException("a target is named by its id in the database, above 0, not " + id);
        }
        return id;
    }
}
