package org.muster.scheduler.admission;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes requests together that wait at the same moment, so that they share a transaction. Unless a hundred are inside
 * nobody waits for others to come ({@link Gathering}): a request that finds no other being handled or read is handled at once,
 * alone. While a batch is handled others gather, and they are the next batch; so batches grow with the load, and the cost of
 * one request falls. When many have gathered, a second batch runs beside the first, so that the processor is used while the
 * first waits for its commit; how many is in {@link #worthASecond}.
 *
 * <p>Batches run on a few threads of the platform, which end when there is nothing to do; requests are expected to come on
 * virtual threads. Thread-safe.
 *
 * @param <Q> requests
 * @param <A> their answers
 */
public final class Combiner<Q, A> {

    /** So many must wait at least before a second batch runs beside another: small batches cost more than waiting does. */
    static final int WORTH_A_SECOND = 24;
    /** So many are enough in any case. */
    static final int ENOUGH = 128;
    /** Requests inside that may be anywhere else than in the line without a second batch being held back for them. */
    private static final int ELSEWHERE = 40;

    private static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("scheduler-turn-", 1).factory());

    private final WaitingLine<Q, A> line;
    private final Work<Q, A> work;
    private final int atOnce;
    private final Gathering gathering;
    private int running;
    private int inside;
    private boolean calledLater;

    /** Handles requests together. */
    @FunctionalInterface
    public interface Work<Q, A> {

        /**
         * Handles requests.
         *
         * @param requests in the order of their ranks, one of each sender
         * @return their outcomes; who has none is among the next, so the first one must have one
         */
        Map<Q, Outcome<A>> handle(List<Q> requests);
    }

    /** What came of a request. */
    public sealed interface Outcome<A> {

        /** It was answered. */
        record Answer<A>(A answer) implements Outcome<A> {}

        /** It failed. */
        record Failure<A>(RuntimeException reason) implements Outcome<A> {}
    }

    /**
     * How much is taken at once.
     *
     * @param batches batches that are handled side by side, 1 and up
     * @param requests requests of a batch, 1 and up
     * @param weight weight of a batch, unless one request is heavier
     */
    public record Bounds(int batches, int requests, long weight) {}

    public Combiner(Bounds bounds, Work<Q, A> work) {
        this.line = new WaitingLine<>(bounds.requests, bounds.weight);
        this.gathering = new Gathering(bounds.requests, System.nanoTime());
        this.atOnce = bounds.batches;
        this.work = work;
    }

    /**
     * Has a request handled, and waits for the answer.
     *
     * @param sender tells senders apart: one request of each at a time, in the order in which they came
     * @param rank the smallest goes first
     * @param weight how much work it is, compared with others
     * @param patience seconds to wait at most until its turn comes
     * @return empty when it did not come
     * @throws InterruptedException when the process ends
     */
    public Optional<A> ask(Q request, Object sender, double rank, int weight, double patience)
            throws InterruptedException {
        Ticket<Q, A> ticket = new Ticket<>(request, new Ticket.Place(sender, rank, weight));
        synchronized (line) {
            line.add(ticket);
            inside++;
            gathering.came(inside, System.nanoTime());
        }
        callBehindOthers();
        try {
            return Optional.of(ticket.answer.get((long) (patience * 1e9), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return left(ticket) ? Optional.empty() : Optional.of(patiently(ticket));
        } catch (InterruptedException stopping) {
            left(ticket);
            throw stopping;
        } catch (ExecutionException failed) {
            throw reason(failed);
        } finally {
            synchronized (line) {
                inside--;
            }
        }
    }

    private boolean left(Ticket<Q, A> ticket) {
        synchronized (line) {
            return line.leave(ticket);
        }
    }

    private A patiently(Ticket<Q, A> ticket) throws InterruptedException {
        try {
            return ticket.answer.get();
        } catch (ExecutionException failed) {
            throw reason(failed);
        }
    }

    private static RuntimeException reason(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException("a batch of requests failed", failed.getCause());
    }

    /** How many wait. */
    public int waiting() {
        synchronized (line) {
            return line.waiting();
        }
    }

    /**
     * Looks whether a batch should begin when all virtual threads have had their turn that are ready to run now. Where there is
     * nothing to do that is at once; under load they bring requests that have arrived and are only to be read, which come into
     * this batch instead of the next. On two processors that takes a quarter off the statements for each request.
     */
    private void callBehindOthers() {
        Thread.startVirtualThread(this::callIfUseful);
    }

    private void callIfUseful() {
        long patience = 0;
        synchronized (line) {
            if (running >= atOnce || !worthwhile(running)) {
                return;
            }
            if (running == 0) {
                patience = gathering.patience(line.ready(), System.nanoTime());
            }
            if (patience <= 0) {
                running++;
            } else if (calledLater) {
                return;
            } else {
                calledLater = true;
            }
        }
        if (patience <= 0) {
            THREADS.execute(this::batch);
        } else {
            callLater(Duration.ofNanos(patience));
        }
    }

    private void callLater(Duration patience) {
        Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (line) {
                calledLater = false;
            }
            callIfUseful();
        });
    }

    private boolean worthwhile(int others) {
        return line.ready() >= (others == 0 ? 1 : worthASecond(inside));
    }

    /**
     * How many must wait for a second batch. It is there for the time in which the first one waits for its commit; where
     * hundreds of requests are inside, the processor has others to read and to answer meanwhile, and large batches are better.
     */
    static int worthASecond(int inside) {
        return Math.clamp(inside - ELSEWHERE, WORTH_A_SECOND, ENOUGH);
    }

    private void batch() {
        List<Ticket<Q, A>> batch = next();
        if (batch.isEmpty()) {
            return;
        }
        callIfUseful();
        try {
            handle(batch);
        } finally {
            synchronized (line) {
                running--;
            }
            callBehindOthers();
        }
    }

    private List<Ticket<Q, A>> next() {
        synchronized (line) {
            if (worthwhile(running - 1)) {
                gathering.taken();
                return line.take();
            }
            running--;
            return List.of();
        }
    }

    private void handle(List<Ticket<Q, A>> batch) {
        Map<Q, Outcome<A>> outcomes;
        try {
            outcomes = work.handle(batch.stream().map(ticket -> ticket.request).toList());
            if (outcomes.get(batch.getFirst().request) == null) {
                throw new IllegalStateException("the first request of a batch was left without an answer");
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(ticket -> fail(ticket, e));
            return;
        }
        batch.forEach(ticket -> settle(ticket, outcomes.get(ticket.request)));
    }

    private void settle(Ticket<Q, A> ticket, Outcome<A> outcome) {
        switch (outcome) {
            case null -> {
                synchronized (line) {
                    line.back(ticket);
                }
            }
            case Outcome.Answer<A> answered -> {
                done(ticket);
                ticket.answer.complete(answered.answer());
            }
            case Outcome.Failure<A> failed -> fail(ticket, failed.reason());
        }
    }

    private void fail(Ticket<Q, A> ticket, Throwable reason) {
        done(ticket);
        ticket.answer.completeExceptionally(reason);
    }

    private void done(Ticket<Q, A> ticket) {
        synchronized (line) {
            line.done(ticket);
        }
    }
}
