package org.muster.scheduler.rules;

import java.util.Optional;

/** An application that hardly uses the processor runs beside all others, so one task of it keeps a computer supplied. */
public final class NonCpuIntensiveRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        boolean held = offer.application().nonCpuIntensive()
                && situation.counts().ofApplication(offer.application().id()) > 0;
        return held ? Optional.of(Refusal.silent(Reason.NON_CPU_INTENSIVE_HELD)) : Optional.empty();
    }
}
