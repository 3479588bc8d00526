package org.muster.scheduler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.muster.scheduler.refusal.Consequence;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.rules.Reason;

/**
 * Counts what the scheduler does, as {@code muster.scheduler.*}. Every counter is there from the start, so that one that
 * never counted shows 0. Thread-safe.
 */
final class DeskMetrics {

    private static final String PREFIX = "muster.scheduler.";

    /** How a request ended. */
    enum Outcome {
        /** It was answered, with work. */
        WORK,
        /** It was answered, without work. */
        NO_WORK,
        /** It was answered with why it cannot be used. */
        REFUSED,
        /** It was put off; the client keeps what it has to say. */
        LATER
    }

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> requests;
    private final Map<RefusalCode, Counter> refusals;
    private final Map<Reason, Counter> taskRefusals;
    private final Timer waiting;
    private final DistributionSummary together;
    private final Timer service;
    private final Counter sent;
    private final Counter resent;
    private final Counter acknowledged;
    private final Counter aborted;

    DeskMetrics(MeterRegistry registry) {
        this.registry = registry;
        requests = byTag(registry, "requests", "outcome", Outcome.class, DeskMetrics::tag);
        refusals = byTag(registry, "refusals", "reason", RefusalCode.class, RefusalCode::metric);
        taskRefusals = byTag(registry, "task.refusals", "reason", Reason.class, DeskMetrics::tag);
        waiting = registry.timer(PREFIX + "waiting");
        together = registry.summary(PREFIX + "together");
        service = registry.timer(PREFIX + "service");
        sent = registry.counter(PREFIX + "tasks", "what", "sent");
        resent = registry.counter(PREFIX + "tasks", "what", "resent");
        acknowledged = registry.counter(PREFIX + "tasks", "what", "reported");
        aborted = registry.counter(PREFIX + "tasks", "what", "aborted");
    }

    private static <E extends Enum<E>> Map<E, Counter> byTag(
            MeterRegistry registry, String name, String tag, Class<E> type, Function<E, String> value) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        Function.identity(),
                        one -> registry.counter(PREFIX + name, tag, value.apply(one)),
                        (one, same) -> one,
                        () -> new EnumMap<>(type)));
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Shows a value that changes by itself, for example the queue's length. */
    void show(String name, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value).register(registry);
    }

    /** Notes how long a request waited for its turn, in nanoseconds. */
    void waited(long nanoseconds) {
        waiting.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Notes that so many requests together took so many nanoseconds. */
    void served(int requests, long nanoseconds) {
        together.record(requests);
        service.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Counts a reply that is about to go out. */
    void answered(SchedulerReply reply) {
        requests.get(outcome(reply)).increment();
        reply.envelope().refusals().forEach(code -> refusals.get(code).increment());
        reply.taskRefusals().forEach((reason, count) -> taskRefusals.get(reason).increment(count));
        int again = reply.answers().resent();
        sent.increment(reply.work().size() - again);
        resent.increment(again);
        acknowledged.increment(reply.answers().acknowledged().size());
        aborted.increment(reply.answers().aborts().size()
                + reply.answers().abortsIfNotStarted().size());
    }

    private static Outcome outcome(SchedulerReply reply) {
        if (!reply.work().isEmpty()) {
            return Outcome.WORK;
        }
        if (reply.envelope().projectDown()) {
            return Outcome.LATER;
        }
        boolean unusable =
                reply.envelope().refusals().stream().anyMatch(code -> code.consequence() == Consequence.NOTHING);
        return unusable ? Outcome.REFUSED : Outcome.NO_WORK;
    }
}
