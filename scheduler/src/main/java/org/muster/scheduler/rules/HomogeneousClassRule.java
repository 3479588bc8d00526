package org.muster.scheduler.rules;

import java.util.Optional;

/** Where results must be equal to the last bit, a workunit's results go to computers of one class. */
public final class HomogeneousClassRule implements WorkRule, CommitRule {

    private static final Refusal UNKNOWN = new Refusal(
            Reason.HOMOGENEOUS_CLASS_UNKNOWN,
            "Tasks are waiting, but the project does not know your type of processor or system well enough for them");
    private static final Refusal OTHER =
            new Refusal(Reason.OTHER_HOMOGENEOUS_CLASS, "Tasks are committed to other types of computers");

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return refuse(offer, offer.job().placement().homogeneousClass(), situation.claimant());
    }

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        return refuse(offer, workunit.commitment().homogeneousClass(), claimant);
    }

    private static Optional<Refusal> refuse(Offer offer, int committed, Claimant claimant) {
        if (offer.application().redundancy() == HomogeneousClass.NONE) {
            return Optional.empty();
        }
        Optional<Integer> own = claimant.classFor(offer.application().redundancy());
        if (own.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        return committed == 0 || committed == own.get() ? Optional.empty() : Optional.of(OTHER);
    }
}
