package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.request.ProjectPreferences;

/** A volunteer may choose applications, and say whether others are welcome when these have no work. */
public final class SelectedApplicationRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        ProjectPreferences preferences = situation.claimant().preferences();
        return preferences.selects(offer.application().id()) || preferences.othersAllowed()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.APPLICATION_NOT_SELECTED,
                        "Tasks are available for applications that you have not selected in your preferences"));
    }
}
