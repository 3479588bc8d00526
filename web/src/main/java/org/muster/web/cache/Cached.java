package org.muster.web.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is fetched when somebody looks and the last one is too old: by one thread at a time however many look,
 * and never waited for longer than a moment. When fetching fails or hangs, everybody gets the last value and the reason
 * at once.
 *
 * <p>A value stays fresh for the given time or for a multiple of the time that fetching took, whichever is longer, so
 * that looking at a large project costs its database no more than a small share of one connection. Thread-safe.
 */
public final class Cached<T> {
    private static final Logger log = LoggerFactory.getLogger(Cached.class);
    private static final int REST_FACTOR = 20;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<T> fetch;
    private final Duration freshFor;
    private final Duration patience;
    private final InstantSource clock;
    private final int restFactor;

    private volatile Snapshot<T> latest = Snapshot.nothingYet();
    private CompletableFuture<Snapshot<T>> running;
    private Instant dueAt = Instant.MIN;

    /**
     * @param name what is fetched, for the log
     * @param fetch gets the value; may block and may throw
     * @param freshFor least time between two fetches
     * @param patience longest time that a caller waits for a fetch
     */
    public Cached(String name, Supplier<T> fetch, Duration freshFor, Duration patience, InstantSource clock) {
        this(name, fetch, freshFor, patience, clock, REST_FACTOR);
    }

    /** A value that is cheap however large the project is: it stays fresh for a smaller multiple of the fetch's time. */
    public Cached(
            String name, Supplier<T> fetch, Duration freshFor, Duration patience, InstantSource clock, int restFactor) {
        this.restFactor = restFactor;
        this.name = name;
        this.fetch = fetch;
        this.freshFor = freshFor;
        this.patience = patience;
        this.clock = clock;
    }

    /** The newest value that can be had within the caller's patience. */
    public Snapshot<T> get() {
        CompletableFuture<Snapshot<T>> fetching;
        synchronized (this) {
            if (running == null && clock.instant().isBefore(dueAt)) {
                return latest;
            }
            if (running == null) {
                running = new CompletableFuture<>();
                CompletableFuture<Snapshot<T>> mine = running;
                Thread.ofVirtual().name(name).start(() -> mine.complete(fetchNow()));
            }
            fetching = running;
        }
        return latest.failure().isPresent() ? latest : await(fetching);
    }

    private Snapshot<T> await(CompletableFuture<Snapshot<T>> fetching) {
        try {
            return fetching.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return fail("no answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return latest;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Snapshot<T> fetchNow() {
        long begun = System.nanoTime();
        try {
            T value = fetch.get();
            return succeed(value, Duration.ofNanos(System.nanoTime() - begun));
        } catch (RuntimeException | LinkageError e) {
            if (latest.failure().isEmpty()) {
                log.warn("Cannot get {}, trying again when somebody asks: {}", name, e.toString());
            }
            Snapshot<T> failed = fail(e.getMessage() == null ? e.toString() : e.getMessage());
            finish(RETRY);
            return failed;
        }
    }

    private synchronized Snapshot<T> succeed(T value, Duration cost) {
        latest = latest.succeeded(value, clock.instant());
        Duration rest = cost.multipliedBy(restFactor);
        finish(rest.compareTo(freshFor) > 0 ? rest : freshFor);
        return latest;
    }

    private synchronized Snapshot<T> fail(String reason) {
        latest = latest.failed(reason, clock.instant());
        return latest;
    }

    private synchronized void finish(Duration rest) {
        dueAt = clock.instant().plus(rest);
        running = null;
    }
}
