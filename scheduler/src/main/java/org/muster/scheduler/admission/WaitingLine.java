package org.muster.scheduler.admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Requests that wait: by rank, and of each sender only one at a time, in the order in which they came. Not thread-safe.
 *
 * @param <Q> requests
 * @param <A> their answers
 */
final class WaitingLine<Q, A> {

    private final int most;
    private final long heaviest;
    private final PriorityQueue<Ticket<Q, A>> ready = new PriorityQueue<>(Ticket.ORDER);
    /** All of a sender's, the one that is ready or being handled first. */
    private final Map<Object, Deque<Ticket<Q, A>>> bySender = new HashMap<>();

    private long numbers;
    private int waiting;

    /**
     * @param most requests that are taken together at most
     * @param heaviest their weight together at most; one alone may be heavier
     */
    WaitingLine(int most, long heaviest) {
        this.most = most;
        this.heaviest = heaviest;
    }

    /** How many wait. */
    int waiting() {
        return waiting;
    }

    /** How many could be taken now. */
    int ready() {
        return ready.size();
    }

    void add(Ticket<Q, A> ticket) {
        ticket.number = numbers++;
        waiting++;
        Deque<Ticket<Q, A>> own = bySender.computeIfAbsent(ticket.place.sender(), sender -> new ArrayDeque<>());
        own.addLast(ticket);
        if (own.size() == 1) {
            ready.add(ticket);
        }
    }

    /** Takes those that are handled next, together. */
    List<Ticket<Q, A>> take() {
        List<Ticket<Q, A>> taken = new ArrayList<>();
        long weight = 0;
        while (!ready.isEmpty() && taken.size() < most) {
            weight += ready.peek().place.weight();
            if (weight > heaviest && !taken.isEmpty()) {
                break;
            }
            Ticket<Q, A> ticket = ready.poll();
            ticket.taken = true;
            taken.add(ticket);
            waiting--;
        }
        return taken;
    }

    /** One that was taken has its answer; the sender's next one is ready. */
    void done(Ticket<Q, A> ticket) {
        Deque<Ticket<Q, A>> own = bySender.get(ticket.place.sender());
        own.removeFirst();
        if (own.isEmpty()) {
            bySender.remove(ticket.place.sender());
        } else {
            ready.add(own.getFirst());
        }
    }

    /** One that was taken could not be handled with the others; it is among the next. */
    void back(Ticket<Q, A> ticket) {
        ticket.sentBack = true;
        waiting++;
        ready.add(ticket);
    }

    /** Leaves the line; false when the ticket was taken before. */
    boolean leave(Ticket<Q, A> ticket) {
        if (ticket.taken) {
            return false;
        }
        waiting--;
        if (ready.remove(ticket)) {
            done(ticket);
        } else {
            bySender.get(ticket.place.sender()).remove(ticket);
        }
        return true;
    }
}
