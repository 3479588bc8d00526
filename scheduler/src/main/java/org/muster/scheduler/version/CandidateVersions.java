package org.muster.scheduler.version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.common.credit.Average;
import org.muster.scheduler.planclass.Fit;
import org.muster.scheduler.planclass.HostView;
import org.muster.scheduler.planclass.MisfitCode;
import org.muster.scheduler.planclass.PlanClass;
import org.muster.scheduler.planclass.WorkunitRange;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Catalogue;

/** Finds the versions that fit one computer, each with its speed there. Looks at each once. Not thread-safe. */
final class CandidateVersions {

    private static final Set<Fit.Misfit> NO_PROGRAM =
            Set.of(new Fit.Misfit(MisfitCode.NO_PROGRAM, "has no usable version in your app_info.xml file"));

    private final Catalogue catalogue;
    private final HostView host;
    private final AnonymousPlatform anonymous;
    private final VersionChoice.Policy policy;
    private final VersionChoice.Experience experience;
    private final Map<Long, List<Candidate>> byApplication = new HashMap<>();
    private final Map<Long, Set<Fit.Misfit>> misfits = new HashMap<>();

    CandidateVersions(
            Catalogue catalogue,
            HostView host,
            AnonymousPlatform anonymous,
            VersionChoice.Policy policy,
            VersionChoice.Experience experience) {
        this.catalogue = catalogue;
        this.host = host;
        this.anonymous = anonymous;
        this.policy = policy;
        this.experience = experience;
    }

    /** All that fit, those for preferred platforms first, of one platform the newest first. */
    List<Candidate> of(long applicationId) {
        List<Candidate> known = byApplication.get(applicationId);
        if (known == null) {
            known = host.client().anonymous() ? own(applicationId) : ours(applicationId);
            byApplication.put(applicationId, known);
        }
        return known;
    }

    /** Why none fits; empty when one does, or when there is none for the computer's platforms. */
    Set<Fit.Misfit> misfits(long applicationId) {
        if (!of(applicationId).isEmpty()) {
            return Set.of();
        }
        return host.client().anonymous() ? NO_PROGRAM : misfits.getOrDefault(applicationId, Set.of());
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
        FittedVersion fitted =
                new FittedVersion(version, usage.projected(flops), history, usage.projectedFlops(), WorkunitRange.ALL);
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
                    .filter(version ->
                            policy.betaAllowed() || !version.variant().beta())
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
        double compared =
                SpeedEstimate.compared(usage, history, expected, policy.random().nextDouble())
                        * SpeedEstimate.luck(
                                history, policy.randomFactor(), policy.random().nextGaussian());
        WorkunitRange workunits = catalogue
                .planClasses()
                .named(version.planClass())
                .map(PlanClass::workunits)
                .orElse(WorkunitRange.ALL);
        return new Candidate(
                new FittedVersion(version, usage.projected(expected), history, expected, workunits),
                compared,
                platform);
    }
}
