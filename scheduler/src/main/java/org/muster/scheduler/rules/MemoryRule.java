package org.muster.scheduler.rules;

import java.util.Optional;

/** A task must fit into the memory that the volunteer allows. */
public final class MemoryRule implements WorkRule {

    private static final double MEGABYTE = 1024 * 1024.0;

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        double needed = offer.memory();
        double usable = situation.room().memory();
        return needed <= usable
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.NOT_ENOUGH_MEMORY,
                        offer.applicationName() + " needs " + megabytes(needed) + " MB RAM but only "
                                + megabytes(usable) + " MB is available for use."));
    }

    private static long megabytes(double bytes) {
        return Math.round(bytes / MEGABYTE);
    }
}
