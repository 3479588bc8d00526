package org.muster.scheduler.turn;

import java.util.Map;
import java.util.SplittableRandom;
import org.muster.common.config.VersionsConfig;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.planclass.HostView;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.request.VenueText;
import org.muster.scheduler.version.AnonymousPlatform;
import org.muster.scheduler.version.VersionChoice;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.HostAbility;

/** Makes the choice among versions for one request. Luck depends on the computer and the time alone. */
final class VersionChoices {

    private VersionChoices() {}

    /**
     * @param histories what is known of versions on the computer
     * @param betaAllowed whether the volunteer wants versions under test
     * @param now Unix seconds
     */
    static VersionChoice of(
            SchedulerRequest request,
            Asker asker,
            HostAbility ability,
            Catalogue catalogue,
            Map<HostAppVersion.Key, VersionHistory> histories,
            boolean betaAllowed,
            VersionsConfig config,
            long now) {
        long hostId = asker.host().id();
        SplittableRandom random = new SplittableRandom(31 * hostId + now);
        String preferences = VenueText.of(
                asker.account().preferences().project(), asker.host().standing().venue());
        HostView host = new HostView(
                request.client(),
                asker.facts(),
                request.equipment(),
                ability,
                new HostView.Volunteer(asker.account().id(), preferences, random.nextDouble()));
        return new VersionChoice(
                catalogue,
                host,
                AnonymousPlatform.of(host, request.holdings(), catalogue),
                new VersionChoice.Policy(
                        betaAllowed, config.preferPrimaryPlatform(), config.versionSelectRandomFactor(), random),
                new VersionChoice.Experience(hostId, histories));
    }
}
