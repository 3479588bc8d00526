package org.muster.scheduler.rules;

import java.util.Optional;

/** Large input is not sent over a slow network. A computer that has never measured its network may try. */
public final class BandwidthRule implements WorkRule {

    private static final double KILOBYTE = 1024;

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        double needed = offer.job().needs().bandwidth();
        double own = situation.claimant().bandwidth();
        return own == 0 || own >= needed
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.NOT_ENOUGH_BANDWIDTH,
                        offer.applicationName() + " needs " + (long) Math.ceil(needed / KILOBYTE)
                                + " KB/sec download bandwidth. Your computer has been measured at "
                                + (long) (own / KILOBYTE) + " KB/sec."));
    }
}
