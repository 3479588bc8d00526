package org.muster.common.model;

/** Where a workunit is on its way into the science database (workunit.assimilate_state). */
public enum AssimilateState implements Coded {
    /** Not finished. */
    INIT(0),
    /** Finished; to be taken. */
    READY(1),
    /** Taken. */
    DONE(2);

    private final int code;

    AssimilateState(int code) {
        this.code = code;
    }

    /** BOINC's number for this value, as the database holds it. */
    @Override
    public int code() {
        return code;
    }

    /**
     * The value of a number read from the database.
     *
     * @throws IllegalArgumentException when BOINC has no such number
     */
    public static AssimilateState of(int code) {
        return Coded.of(AssimilateState.class, code);
    }
}
