package org.muster.common.daemon;

/** One bounded piece of a daemon's work: claim some rows, decide, commit. */
@FunctionalInterface
public interface Pass {
    /**
     * Runs once.
     *
     * @return how many rows were handled and whether more are waiting
     * @throws Exception anything; the loop reports it, waits and tries again
     */
    PassOutcome run() throws Exception;
}
