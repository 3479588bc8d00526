package org.muster.scheduler.admission;

/** Whether a request is let in. */
public sealed interface Verdict {

    /**
     * It is.
     *
     * @param rank when it is served: the smallest first
     */
    record Enter(double rank) implements Verdict {}

    /**
     * It is not.
     *
     * @param seconds after which its client may come back
     */
    record ComeBack(double seconds) implements Verdict {}
}
