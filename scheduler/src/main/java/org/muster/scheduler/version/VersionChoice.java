package org.muster.scheduler.version;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.HostAbility;
import org.muster.scheduler.work.Job;

/** Chooses among the versions of an application for one computer. Not thread-safe. */
public final class VersionChoice {

    private final Catalogue catalogue;
    private final long hostId;
    private final ClientFacts client;
    private final HostAbility ability;
    private final Map<HostAppVersion.Key, VersionHistory> histories;

    /**
     * @param catalogue what there is
     * @param hostId the computer
     * @param client the program that will run it
     * @param ability what the computer can do
     * @param histories what is known of versions on it
     */
    public VersionChoice(
            Catalogue catalogue,
            long hostId,
            ClientFacts client,
            HostAbility ability,
            Map<HostAppVersion.Key, VersionHistory> histories) {
        this.catalogue = catalogue;
        this.hostId = hostId;
        this.client = client;
        this.ability = ability;
        this.histories = histories;
    }

    /**
     * The version to send with a task; empty when none fits.
     *
     * @param acceptable what else a version must fulfil: that its type of processor is still asked for, quotas
     */
    public Optional<FittedVersion> best(Job job, Predicate<FittedVersion> acceptable) {
        return catalogue
                .best(job.applicationId(), client, job.pin())
                .map(this::fitted)
                .filter(acceptable);
    }

    /** The version that a task was sent with before; empty when it is not in use any more or does not fit any more. */
    public Optional<FittedVersion> sentBefore(Job job, long versionId) {
        return catalogue
                .version(versionId)
                .filter(version -> client.platforms().contains(version.platform()))
                .map(this::fitted);
    }

    private FittedVersion fitted(ApplicationVersion version) {
        HostAppVersion.Key key = HostAppVersion.Key.of(
                hostId, version.id(), version.application().id());
        VersionHistory history = histories.getOrDefault(key, VersionHistory.unknown(key));
        return new FittedVersion(version, Usage.sequential(ability.flops()), history);
    }
}
