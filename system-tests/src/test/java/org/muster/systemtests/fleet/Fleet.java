package org.muster.systemtests.fleet;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many clients at work. What each does is decided by one seed; in which order things happen is not. Thread-safe. */
public final class Fleet implements AutoCloseable {
    private static final int CLIENTS_OF_A_SHARED_MACHINE = 4;

    private final List<URI> schedulers;
    private final Books books = new Books();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean calledBack;

    /** A fleet that will ask these schedulers. */
    public Fleet(List<URI> schedulers) {
        this.schedulers = List.copyOf(schedulers);
    }

    /**
     * Sends computers out, of each kind as many as of any other.
     *
     * @param count how many
     * @param authenticators of the accounts they belong to, each to the next
     * @param seed of all that they decide
     */
    public void send(int count, List<String> authenticators, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Kind[] kinds = Kind.values();
        for (int number = 0; number < count; number++) {
            Kind kind = kinds[number % kinds.length];
            int ofKind = number / kinds.length;
            int machine = kind.has(Habit.SHARES) ? kinds.length * (ofKind / CLIENTS_OF_A_SHARED_MACHINE) : number;
            Identity identity = new Identity(
                    authenticators.get(machine % authenticators.size()),
                    "%032x".formatted(random.nextLong() & Long.MAX_VALUE),
                    kind.name().toLowerCase(Locale.ROOT) + "-" + machine,
                    "10.0." + machine / 250 + "." + (machine % 250 + 1));
            send(identity, kind, new ClientState(), random.split());
        }
    }

    void send(Identity identity, Kind kind, ClientState state, SplittableRandom random) {
        SchedulerLine line = new SchedulerLine(http, schedulers, random.nextInt(schedulers.size()));
        threads.add(Thread.ofVirtual().start(new Client(identity, kind, state, line, random, this)));
    }

    /** What it has seen. */
    public Books books() {
        return books;
    }

    boolean isCalledBack() {
        return calledBack;
    }

    /** Waits until every client has ended its last request. */
    public void callBack() throws InterruptedException {
        calledBack = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        calledBack = true;
        threads.forEach(Thread::interrupt);
        http.shutdownNow();
    }
}
