package org.muster.scheduler.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.planclass.Fit;
import org.muster.scheduler.planclass.HostView;
import org.muster.scheduler.planclass.MisfitCode;
import org.muster.scheduler.planclass.PlanClass;
import org.muster.scheduler.resource.Usage;
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

    private final Catalogue catalogue;
    private final HostView host;
    private final AnonymousPlatform anonymous;
    private final Policy policy;
    private final Experience experience;
    private final Map<Long, List<Candidate>> byApplication = new HashMap<>();
    private final Map<Selection, List<Candidate>> selected = new HashMap<>();
    private final Map<Long, Set<Fit.Misfit>> misfits = new HashMap<>();

    /**
     * @param catalogue what there is
     * @param host the computer
     * @param anonymous its own programs
     * @param policy how to choose
     * @param experience what is known of versions on it
     */
    public VersionChoice(
            Catalogue catalogue, HostView host, AnonymousPlatform anonymous, Policy policy, Experience experience) {
        this.catalogue = catalogue;
        this.host = host;
        this.anonymous = anonymous;
        this.policy = policy;
        this.experience = experience;
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

    /** A version that fits, the speed by which it is compared, and the place of its platform. */
    private record Candidate(FittedVersion fitted, double compared, int platform) {}

    /** Jobs with equal selections have the same candidates. */
    private record Selection(long applicationId, VersionPin pin, boolean only64Bits) {}

    /**
     * The version to send with a task; empty when none fits.
     *
     * @param acceptable what else a version must fulfil: that its type of processor is still asked for, quotas; asked
     *     from the best version down until one is accepted
     */
    public Optional<FittedVersion> best(Job job, Predicate<FittedVersion> acceptable) {
        double memory = job.needs().memory();
        String primary = host.client().platforms().isEmpty()
                ? ""
                : host.client().platforms().getFirst();
        Selection selection = new Selection(job.applicationId(), job.pin(), memory > Platforms.most32Bits(primary));
        return selected.computeIfAbsent(selection, this::select).stream()
                .map(Candidate::fitted)
                .filter(acceptable)
                .findFirst();
    }

    /** The version that a task was sent with before; empty when it is not in use any more or does not fit any more. */
    public Optional<FittedVersion> sentBefore(Job job, long versionId) {
        return candidates(job.applicationId()).stream()
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
        return candidates(applicationId).isEmpty() ? misfits.getOrDefault(applicationId, Set.of()) : Set.of();
    }

    /** Of each plan class on each platform the newest version, the fastest first. */
    private List<Candidate> select(Selection selection) {
        Set<List<String>> seen = new HashSet<>();
        Comparator<Candidate> fastest =
                Comparator.comparingDouble(Candidate::compared).reversed();
        return candidates(selection.applicationId).stream()
                .filter(candidate -> selection.pin.allows(candidate.fitted.version()))
                .filter(candidate -> !selection.only64Bits
                        || Platforms.has64Bits(candidate.fitted.version().platform()))
                .filter(candidate -> candidate.fitted.version().anonymous()
                        || seen.add(List.of(
                                candidate.fitted.version().platform(),
                                candidate.fitted.version().planClass())))
                .sorted(
                        policy.preferPrimary
                                ? Comparator.comparingInt(Candidate::platform).thenComparing(fastest)
                                : fastest)
                .toList();
    }

    private List<Candidate> candidates(long applicationId) {
        List<Candidate> known = byApplication.get(applicationId);
        if (known == null) {
            known = host.client().anonymous() ? own(applicationId) : ours(applicationId);
            byApplication.put(applicationId, known);
        }
        return known;
    }

    private List<Candidate> own(long applicationId) {
        return anonymous.programs().stream()
                .filter(program -> program.version().application().id() == applicationId)
                .map(program -> own(program.version(), program.usage()))
                .toList();
    }

    /** A volunteer's own program is as fast as it was, or as its description says. */
    private Candidate own(ApplicationVersion version, Usage usage) {
        VersionHistory history = experience.of(version);
        boolean measured = history.elapsed().samples() > SpeedEstimate.HOST_SAMPLES
                && history.elapsed().value() > 0;
        double flops = measured
                ? SpeedEstimate.expected(
                        usage, history, Average.NONE, host.ability().flops())
                : usage.projectedFlops();
        FittedVersion fitted = new FittedVersion(version, usage.projected(flops), history, usage.projectedFlops());
        return new Candidate(fitted, flops, 0);
    }

    private List<Candidate> ours(long applicationId) {
        List<Candidate> fitting = new ArrayList<>();
        List<String> platforms = host.client().platforms();
        for (int place = 0; place < platforms.size(); place++) {
            String platform = platforms.get(place);
            int at = place;
            catalogue.versions(applicationId).stream()
                    .filter(version -> version.platform().equals(platform))
                    .filter(version -> version.runsUnder(host.client().version()))
                    .filter(version -> policy.betaAllowed || !version.variant().beta())
                    .flatMap(version -> candidate(version, at))
                    .forEach(fitting::add);
        }
        return fitting;
    }

    private Stream<Candidate> candidate(ApplicationVersion version, int platform) {
        return switch (fit(version)) {
            case Fit.Fits fits -> Stream.of(candidate(version, fits.usage(), platform));
            case Fit.Misfit misfit -> {
                misfits.computeIfAbsent(version.application().id(), id -> new LinkedHashSet<>())
                        .add(misfit);
                yield Stream.empty();
            }
        };
    }

    private Fit fit(ApplicationVersion version) {
        if (version.planClass().isEmpty()) {
            return new Fit.Fits(Usage.sequential(host.ability().flops()));
        }
        Optional<PlanClass> planClass = catalogue.planClasses().named(version.planClass());
        return planClass.isPresent() ? planClass.get().fit(host) : new Fit.Misfit(MisfitCode.UNKNOWN_PLAN_CLASS, "");
    }

    private Candidate candidate(ApplicationVersion version, Usage usage, int platform) {
        VersionHistory history = experience.of(version);
        double expected = SpeedEstimate.expected(
                usage, history, version.variant().peakFlops(), host.ability().flops());
        double compared = SpeedEstimate.compared(usage, history, expected, policy.random.nextDouble())
                * SpeedEstimate.luck(history, policy.randomFactor, policy.random.nextGaussian());
        return new Candidate(new FittedVersion(version, usage.projected(expected), history), compared, platform);
    }
}
