package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.common.config.InProgressConfig;

/** How many tasks a computer may have at once: in all, for a kind of processor, of one application, as it was chosen. */
public final class InProgressRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        Limits limits = situation.limits();
        int total = situation.counts().total();
        int chosen = situation.claimant().preferences().mostJobs();
        if (reached(total, chosen)) {
            return Optional.of(new Refusal(
                    Reason.MAX_JOBS_PREFERENCE,
                    "This computer has as many tasks as your preferences allow: " + chosen));
        }
        int all = limits.jobs().project().totalLimit().of(limits.processors().count());
        if (reached(total, limits.inProgress()) || reached(total, all)) {
            int limit = reached(total, limits.inProgress()) ? limits.inProgress() : all;
            return Optional.of(new Refusal(
                    Reason.IN_PROGRESS_LIMIT, "This computer has reached a limit of " + limit + " tasks in progress"));
        }
        return offer.version()
                .flatMap(version -> byKind(offer, situation, version.type().isCoprocessor()));
    }

    private static Optional<Refusal> byKind(Offer offer, Situation situation, boolean coprocessor) {
        Limits limits = situation.limits();
        TaskCounts counts = situation.counts();
        long application = offer.application().id();
        int processors = limits.processors().of(coprocessor);
        InProgressConfig.Limits project = limits.jobs().project();
        InProgressConfig.Limits own =
                limits.jobs().applications().getOrDefault(offer.application().name(), InProgressConfig.Limits.NONE);
        int ofKind = (coprocessor ? project.gpuLimit() : project.cpuLimit()).of(processors);
        if (reached(counts.total(coprocessor), ofKind)) {
            return Optional.of(new Refusal(
                    Reason.IN_PROGRESS_LIMIT_FOR_PROCESSOR,
                    "This computer has reached a limit of " + ofKind + " tasks in progress for "
                            + (coprocessor ? "graphics processors" : "processors")));
        }
        int ofOwnKind = (coprocessor ? own.gpuLimit() : own.cpuLimit()).of(processors);
        int ofOwn = own.totalLimit().of(limits.processors().count());
        boolean full = reached(counts.ofApplication(application), ofOwn);
        return full || reached(counts.ofApplication(application, coprocessor), ofOwnKind)
                ? Optional.of(new Refusal(
                        Reason.IN_PROGRESS_LIMIT_FOR_APPLICATION,
                        "This computer has reached a limit of " + (full ? ofOwn : ofOwnKind) + " tasks in progress of "
                                + offer.applicationName()))
                : Optional.empty();
    }

    private static boolean reached(int count, int limit) {
        return limit > 0 && count >= limit;
    }
}
