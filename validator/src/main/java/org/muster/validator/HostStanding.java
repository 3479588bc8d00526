package org.muster.validator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.AppVersionCredit;
import org.muster.common.credit.Claim;
import org.muster.common.credit.CreditNew;
import org.muster.common.credit.DailyQuota;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.credit.Job;
import org.muster.common.store.HostAppVersionRows;

/**
 * How verdicts change what is known of hosts and application versions, and what credit follows from it. Gathers the
 * changes of a batch in memory; used within one transaction.
 */
final class HostStanding {

    private record VersionSample(long version, Claim claim, long sentTime) {}

    private final Application application;
    private final DailyQuota dailyQuota;
    private final Map<HostAppVersion.Key, HostAppVersion> hosts;
    private final Map<Long, AppVersionCredit> versions;
    private final List<VersionSample> samples = new ArrayList<>();

    private HostStanding(
            Application application,
            DailyQuota dailyQuota,
            Map<HostAppVersion.Key, HostAppVersion> hosts,
            Map<Long, AppVersionCredit> versions) {
        this.application = application;
        this.dailyQuota = dailyQuota;
        this.hosts = hosts;
        this.versions = versions;
    }

    /** Locks what is known of the hosts that computed these results; made where nothing is known yet. */
    static HostStanding lock(
            Handle handle, Application application, DailyQuota dailyQuota, Collection<ResultRow> results) {
        List<HostAppVersion.Key> keys = results.stream()
                .map(result -> result.run().key())
                .filter(key -> key.hostId() > 0)
                .toList();
        List<Long> versions = results.stream()
                .map(ResultRow::appVersionId)
                .filter(id -> id > 0)
                .distinct()
                .toList();
        return new HostStanding(
                application,
                dailyQuota,
                new HashMap<>(HostAppVersionRows.lockOrCreate(handle, keys)),
                VersionRows.read(handle, versions));
    }

    /**
     * Takes valid results into account.
     *
     * @return the credit that each would be granted by their claims
     */
    double valid(WorkunitRow workunit, List<ResultRow> results) {
        Job job = new Job(
                workunit.fpopsEstimate(),
                workunit.fpopsBound(),
                application.leastAveragePfc(),
                application.hostScaleCheck());
        boolean replicated = workunit.quorum().target() != 1 || application.replicas() <= 1;
        List<Claim> claims = new ArrayList<>();
        for (ResultRow result : results) {
            HostAppVersion.Key key = result.run().key();
            Claim claim = CreditNew.claim(
                    result.run(),
                    job,
                    Optional.ofNullable(hosts.get(key)),
                    Optional.ofNullable(versions.get(result.appVersionId())));
            claims.add(claim);
            samples.add(
                    new VersionSample(result.appVersionId(), claim, result.run().sentTime()));
            hosts.computeIfPresent(
                    key,
                    (same, host) -> claim.sample().map(host::with).orElse(host).afterValid(replicated, dailyQuota));
        }
        return CreditNew.credit(claims, job);
    }

    /** Takes a result into account that was found wrong. */
    void invalid(ResultRow result) {
        hosts.computeIfPresent(result.run().key(), (key, host) -> host.afterInvalid(dailyQuota));
    }

    void writeHosts(Handle handle) {
        HostAppVersionRows.update(handle, hosts.values());
    }

    /**
     * Writes the versions' averages. Locks their rows only now, as late as can be: every validator of the application
     * needs the same few.
     */
    void writeVersions(Handle handle, long now) {
        Map<Long, List<VersionSample>> byVersion = new TreeMap<>();
        for (VersionSample sample : samples) {
            if (versions.containsKey(sample.version())) {
                byVersion
                        .computeIfAbsent(sample.version(), id -> new ArrayList<>())
                        .add(sample);
            }
        }
        Map<Long, AppVersionCredit> locked = VersionRows.lock(handle, byVersion.keySet());
        List<AppVersionCredit> changed = new ArrayList<>();
        byVersion.forEach((id, theirs) -> {
            if (locked.containsKey(id)) {
                changed.add(with(locked.get(id), theirs, now));
            }
        });
        VersionRows.update(handle, changed);
    }

    private static AppVersionCredit with(AppVersionCredit version, List<VersionSample> samples, long now) {
        AppVersionCredit changed = version;
        double credit = 0;
        long began = Long.MAX_VALUE;
        for (VersionSample sample : samples) {
            changed = sample.claim().sample().map(changed::with).orElse(changed);
            credit += sample.claim().peakFlopCount() * CreditNew.CREDITS_PER_FLOP;
            began = Math.min(began, sample.sentTime());
        }
        return changed.withCredit(now, began, credit);
    }
}
