package org.muster.scheduler.admission;

import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few requests at a time use the database; the others wait, the one with the smallest rank first, and among equal
 * ones the one that came first. Thread-safe.
 */
public final class Turns {

    private final PriorityQueue<Ticket> queue = new PriorityQueue<>();
    private int free;
    private long tickets;

    /** @param atOnce how many may have their turn at once, 1 and up */
    public Turns(int atOnce) {
        this.free = atOnce;
    }

    /** A place in the queue. */
    private record Ticket(double rank, long number, CountDownLatch called) implements Comparable<Ticket> {
        @Override
        public int compareTo(Ticket other) {
            int byRank = Double.compare(rank, other.rank);
            return byRank != 0 ? byRank : Long.compare(number, other.number);
        }
    }

    /**
     * Waits for a turn.
     *
     * @param rank the smallest goes first
     * @param patience seconds to wait at most
     * @return false when it did not come; if it did, {@link #give} must follow
     * @throws InterruptedException when the process ends
     */
    public boolean take(double rank, double patience) throws InterruptedException {
        Ticket ticket;
        synchronized (queue) {
            if (free > 0) {
                free--;
                return true;
            }
            ticket = new Ticket(rank, tickets++, new CountDownLatch(1));
            queue.add(ticket);
        }
        try {
            return ticket.called.await((long) (patience * 1e9), TimeUnit.NANOSECONDS) || !leave(ticket);
        } catch (InterruptedException stopping) {
            if (!leave(ticket)) {
                give();
            }
            throw stopping;
        }
    }

    /** Leaves the queue; false when the turn came just before. */
    private boolean leave(Ticket ticket) {
        synchronized (queue) {
            return queue.remove(ticket);
        }
    }

    /** Gives the turn to the next one. */
    public void give() {
        synchronized (queue) {
            Ticket next = queue.poll();
            if (next == null) {
                free++;
            } else {
                next.called.countDown();
            }
        }
    }

    /** How many wait. */
    public int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }
}
