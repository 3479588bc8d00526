package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * A kept-alive connection that is made again when the server goes away in the middle, as a volunteer's computer comes
 * back later. What was sent may then arrive twice. Used by one thread.
 */
final class PatientLine implements AutoCloseable {
    private static final long PAUSE_MILLISECONDS = 50;
    private static final long LONGEST_PUT_OFF_MILLISECONDS = 2000;

    private final InetSocketAddress server;
    private final long patienceNanoseconds;
    private final LongAdder repeats;
    private KeepAliveConnection connection;

    /** One exchange: a request and what is made of its answer. */
    @FunctionalInterface
    interface Exchange<T> {
        /**
         * Asks and takes in.
         *
         * @throws IOException when the connection breaks, or the answer is none
         */
        T over(KeepAliveConnection connection) throws IOException;
    }

    /**
     * @param patienceSeconds how long one exchange is tried again; 0 for once only
     * @param repeats counts exchanges that had to be repeated
     */
    PatientLine(InetSocketAddress server, int patienceSeconds, LongAdder repeats) {
        this.server = server;
        this.patienceNanoseconds = patienceSeconds * 1_000_000_000L;
        this.repeats = repeats;
    }

    /** Exchanges until it works or patience is over. */
    <T> T exchange(Exchange<T> exchange) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try {
                if (connection == null) {
                    connection = new KeepAliveConnection(server);
                }
                return exchange.over(connection);
            } catch (SimulatedHost.PutOffException e) {
                repeats.increment();
                Thread.sleep(Math.min(LONGEST_PUT_OFF_MILLISECONDS, (long) (1000 * e.seconds())));
            } catch (IOException e) {
                close();
                if (e instanceof KeepAliveConnection.RefusedException
                        || System.nanoTime() - begun >= patienceNanoseconds) {
                    throw e;
                }
                repeats.increment();
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
