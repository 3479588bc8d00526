package org.muster.scheduler.version;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.planclass.Fit;
import org.muster.scheduler.planclass.HostView;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.VersionPin;

/**
 * Chooses among the versions of an application for one computer: of those that fit it, the one that is probably the
 * fastest there. Every version is looked at once, and its luck drawn once, so that all tasks of a reply get the same one
 * until what it runs on is not wanted any more. Given the same source of chance it chooses the same. Not thread-safe.
 */
public final class VersionChoice {

    private static final Comparator<Candidate> FASTEST =
            Comparator.comparingDouble(Candidate::compared).reversed();

    private final AnonymousPlatform anonymous;
    private final double most32Bits;
    private final boolean preferPrimary;
    private final CandidateVersions candidates;
    private final Map<Selection, List<Candidate>> selected = new HashMap<>();

    /**
     * @param catalogue what there is
     * @param host the computer
     * @param anonymous its own programs
     * @param policy how to choose
     * @param experience what is known of versions on it
     */
    public VersionChoice(
            Catalogue catalogue, HostView host, AnonymousPlatform anonymous, Policy policy, Experience experience) {
        this.anonymous = anonymous;
        this.most32Bits = Platforms.most32Bits(host.primaryPlatform());
        this.preferPrimary = policy.preferPrimary();
        this.candidates = new CandidateVersions(catalogue, host, anonymous, policy, experience);
    }

    /**
     * How to choose.
     *
     * @param betaAllowed whether versions under test may be chosen
     * @param preferPrimary whether any version for a preferred platform goes before all for the others
     * @param randomFactor how much luck decides, 0 for not at all
     * @param random draws the luck
     */
    public record Policy(boolean betaAllowed, boolean preferPrimary, double randomFactor, RandomGenerator random) {}

    /**
     * What is known of versions on a computer.
     *
     * @param hostId the computer
     * @param histories its rows
     */
    public record Experience(long hostId, Map<HostAppVersion.Key, VersionHistory> histories) {

        VersionHistory of(ApplicationVersion version) {
            HostAppVersion.Key key = HostAppVersion.Key.of(
                    hostId, version.id(), version.application().id());
            return histories.getOrDefault(key, VersionHistory.unknown(key));
        }
    }

    /** Jobs with equal selections have the same candidates. */
    private record Selection(long applicationId, VersionPin pin, boolean only64Bits) {}

    /**
     * The version to send with a task; empty when none fits.
     *
     * @param acceptable what else a version must fulfil: that its type of processor is still asked for, quotas; asked
     *     from the best version down until one is accepted
     */
    public Optional<FittedVersion> best(Job job, Predicate<FittedVersion> acceptable) {
        Selection selection =
                new Selection(job.applicationId(), job.pin(), job.needs().memory() > most32Bits);
        return selected.computeIfAbsent(selection, this::select).stream()
                .map(Candidate::fitted)
                .filter(acceptable)
                .findFirst();
    }

    /** The version that a task was sent with before; empty when it is not in use any more or does not fit any more. */
    public Optional<FittedVersion> sentBefore(Job job, long versionId) {
        return candidates.of(job.applicationId()).stream()
                .map(Candidate::fitted)
                .filter(fitted -> fitted.version().id() == versionId)
                .findFirst();
    }

    /** Names of applications for which the client has programs and which we do not have, when it has no others. */
    public List<String> unknownApplications() {
        return anonymous.nothingButUnknown();
    }

    /** Why versions of an application do not fit; empty when one does, or when there is none for its platforms. */
    public Set<Fit.Misfit> misfits(long applicationId) {
        return candidates.misfits(applicationId);
    }

    /** Of each plan class on each platform the newest version, the fastest first. */
    private List<Candidate> select(Selection selection) {
        Set<List<String>> seen = new HashSet<>();
        return candidates.of(selection.applicationId).stream()
                .filter(candidate -> allowed(candidate.fitted().version(), selection))
                .filter(candidate -> newest(candidate.fitted().version(), seen))
                .sorted(
                        preferPrimary
                                ? Comparator.comparingInt(Candidate::platform).thenComparing(FASTEST)
                                : FASTEST)
                .toList();
    }

    private static boolean allowed(ApplicationVersion version, Selection selection) {
        return selection.pin.allows(version) && (!selection.only64Bits || Platforms.has64Bits(version.platform()));
    }

    private static boolean newest(ApplicationVersion version, Set<List<String>> seen) {
        return version.anonymous() || seen.add(List.of(version.platform(), version.planClass()));
    }
}
