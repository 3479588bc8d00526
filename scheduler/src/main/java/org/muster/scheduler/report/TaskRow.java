package org.muster.scheduler.report;

import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;

/**
 * A result's row as far as a report, a resend or an abort depends on it, with what its workunit says.
 *
 * @param id its id
 * @param name its name
 * @param workunitId its workunit
 * @param appId its application
 * @param state where it is
 * @param outcome how it ended
 * @param holder who has it
 * @param times when it was sent and came back
 * @param appVersionId the version it was sent with
 * @param flops floating-point operations per second of that version at best
 * @param workunit its workunit
 */
public record TaskRow(
        long id,
        String name,
        long workunitId,
        long appId,
        ServerState state,
        Outcome outcome,
        Holder holder,
        Times times,
        long appVersionId,
        double flops,
        WorkunitState workunit) {

    /** The computer it was sent to, and that computer's account then; 0 before it was sent. */
    public record Holder(long hostId, long userId) {

        /** Stands for whoever has a result whose row cannot be understood: nobody whom we know, so it is left alone. */
        public static final Holder UNREADABLE = new Holder(-1, -1);
    }

    /** Unix seconds; the deadline includes the grace period, received is 0 until a report came. */
    public record Times(long sent, long deadline, long received) {}

    /**
     * Its workunit.
     *
     * @param errorMask why it was given up, 0 when it was not
     * @param assimilated whether its result is in the science database
     * @param hasCanonical whether its result is found
     * @param delayBound seconds from sending to the deadline
     */
    public record WorkunitState(int errorMask, boolean assimilated, boolean hasCanonical, long delayBound) {}
}
