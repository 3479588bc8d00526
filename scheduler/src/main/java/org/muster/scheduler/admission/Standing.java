package org.muster.scheduler.admission;

/** What speaks for letting a request in, the weakest first. */
public enum Standing {
    /** It was asked to come back later than this. */
    TOO_EARLY(0.25, 0.5),
    /** It brings nothing and was not sent away before. */
    WANTS_WORK(0.5, 0.5),
    /** It brings finished work or messages. */
    REPORTS(0.9, 0),
    /** It was sent away and comes back when it was asked to. */
    AS_ASKED(1, 0);

    private final double share;
    private final double handicap;

    Standing(double share, double handicap) {
        this.share = share;
        this.handicap = handicap;
    }

    /** How long the queue may be for it to be let in, as a share of the longest wait. */
    public double share() {
        return share;
    }

    /** How much later others may come and still go before it, as a share of the longest wait. */
    public double handicap() {
        return handicap;
    }
}
