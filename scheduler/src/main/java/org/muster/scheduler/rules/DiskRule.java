package org.muster.scheduler.rules;

import java.util.Optional;

/** A task must fit on the disk that the volunteer allows, beside the other tasks of this reply. */
public final class DiskRule implements WorkRule {

    private static final double MEGABYTE = 1024 * 1024.0;

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        double missing = offer.job().needs().disk() - situation.room().disk();
        return missing <= 0
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.NOT_ENOUGH_DISK,
                        offer.applicationName() + " needs " + (long) Math.ceil(missing / MEGABYTE)
                                + " MB more disk space. Free some space, or allow more in the preferences."));
    }
}
