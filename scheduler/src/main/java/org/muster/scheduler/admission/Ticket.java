package org.muster.scheduler.admission;

import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * A request's place in the line. Its fields that change belong to the {@link WaitingLine}.
 *
 * @param <Q> requests
 * @param <A> their answers
 */
final class Ticket<Q, A> {

    /** Who was sent back goes first; then the smallest rank; then who came first. */
    static final Comparator<Ticket<?, ?>> ORDER = Comparator.comparing((Ticket<?, ?> ticket) -> !ticket.sentBack)
            .thenComparingDouble(ticket -> ticket.place.rank())
            .thenComparingLong(ticket -> ticket.number);

    final Q request;
    final Place place;
    final CompletableFuture<A> answer = new CompletableFuture<>();
    long number;
    boolean taken;
    boolean sentBack;

    Ticket(Q request, Place place) {
        this.request = request;
        this.place = place;
    }

    /**
     * What a request's place depends on.
     *
     * @param sender tells senders apart: of each only one request is handled at a time, the others wait behind it
     * @param rank the smallest goes first
     * @param weight how much work it is, compared with others; 1 and up
     */
    record Place(Object sender, double rank, int weight) {}
}
