package org.muster.web.status;

/** What can be said of a daemon, from the best to the worst. */
enum DaemonCondition {
    /** It works or waits for work, and has said so just now. */
    RUNNING("running", Tone.GOOD),
    /** It has begun and not yet worked. */
    STARTING("starting", Tone.NOTE),
    /** It ended in order. */
    STOPPED("stopped", Tone.NOTE),
    /** The operator's trigger file makes it turn everybody away. */
    CLOSED("closed by the operator", Tone.WARNING),
    /** It ran when the database could last be reached, which is where daemons say that they run. */
    UNKNOWN("not known", Tone.NOTE),
    /** It is there, its last pass failed, and it tries again by itself. */
    TROUBLED("in trouble", Tone.WARNING),
    /** Its last heartbeat has expired. */
    SILENT("not running", Tone.BAD),
    /** It has never said anything. */
    NEVER_SEEN("never started", Tone.BAD);

    private final String words;
    private final Tone tone;

    DaemonCondition(String words, Tone tone) {
        this.words = words;
        this.tone = tone;
    }

    String words() {
        return words;
    }

    Tone tone() {
        return tone;
    }

    /** True while it is alive, whether or not it gets on: what machines are told is "running". */
    boolean isAlive() {
        return switch (this) {
            case RUNNING, STARTING, TROUBLED -> true;
            case STOPPED, CLOSED, UNKNOWN, SILENT, NEVER_SEEN -> false;
        };
    }
}
