package org.muster.scheduler.admission;

import java.util.PriorityQueue;
import java.util.Random;

/** A server in the simulation: who is let in, and who waits. Stepped by {@link StormSimulation}. */
abstract class StormServer {

    /** What becomes of a request at once. */
    sealed interface Answer {
        /** It waits for its turn, or has it. */
        record Waits() implements Answer {}

        /** It is answered: come back after so many seconds. */
        record Later(double seconds) implements Answer {}

        /** There is no connection left for it. */
        record Refused() implements Answer {}
    }

    /** A request that waits. */
    record Waiting(double rank, long number, int host, double since, int attempt) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byRank = Double.compare(rank, other.rank);
            return byRank != 0 ? byRank : Long.compare(number, other.number);
        }
    }

    static final Answer WAITS = new Answer.Waits();

    final PriorityQueue<Waiting> queue = new PriorityQueue<>();
    private long numbers;
    private int waiting;

    abstract Answer ask(int host, int attempt, boolean brings, double now);

    /** Seconds after which a request that waits is let go; infinite when it is served whether its client is there or not. */
    abstract double patience();

    /** Answers a request that waited too long. */
    abstract double letGo(int host);

    /** Notes that one took so many seconds. */
    void served(double seconds) {}

    void enqueue(double rank, int host, int attempt, double now) {
        queue.add(new Waiting(rank, numbers++, host, now, attempt));
        waiting++;
    }

    /** How many wait. */
    int waiting() {
        return waiting;
    }

    /** Notes that one has its turn, or was let go. */
    void left() {
        waiting--;
    }

    /** Serves all in order, as far as connections last, and does not notice when a client has gone. */
    static final class Plain extends StormServer {

        private final int connections;

        Plain(int connections) {
            this.connections = connections;
        }

        @Override
        Answer ask(int host, int attempt, boolean brings, double now) {
            if (waiting() >= connections) {
                return new Answer.Refused();
            }
            enqueue(now, host, attempt, now);
            return WAITS;
        }

        @Override
        double patience() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        double letGo(int host) {
            throw new IllegalStateException("nobody is let go");
        }
    }

    /** The scheduler's own rule. */
    static final class WithAdmission extends StormServer {

        private final Admission admission;
        private double now;

        WithAdmission(double longestWait, double longestDelay, int turns, long seed) {
            this.admission =
                    new Admission(longestWait, longestDelay, new ServiceRate(turns), () -> now, new Random(seed));
        }

        @Override
        Answer ask(int host, int attempt, boolean brings, double time) {
            now = time;
            return switch (admission.decide(host + 1L, brings, waiting())) {
                case Verdict.ComeBack later -> new Answer.Later(later.seconds());
                case Verdict.Enter enter -> {
                    enqueue(enter.rank(), host, attempt, time);
                    yield WAITS;
                }
            };
        }

        @Override
        double patience() {
            return admission.patience();
        }

        @Override
        double letGo(int host) {
            return admission.sendAway(host + 1L).seconds();
        }

        @Override
        void served(double seconds) {
            admission.served(1, seconds);
        }
    }
}
