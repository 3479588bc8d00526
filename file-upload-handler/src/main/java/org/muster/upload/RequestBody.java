package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of a request as it arrives. Waits for the sender without holding a buffer, so that thousands of slow senders
 * cost little memory, and no longer than {@link SenderLimits} allow. The head can be read byte by byte, as a stream; the
 * data are taken as they came, without being copied. For one thread at a time.
 */
final class RequestBody extends InputStream {
    /** Scarcity may begin while a sender is waited for, so it is looked at again after this time. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Content.Source source;
    private final SenderLimits limits;
    private final BooleanSupplier scarce;
    private final Semaphore wakes = new Semaphore(0);
    private final long began = System.nanoTime();
    private long lastArrival = began;
    private long arrived;
    private Content.Chunk chunk = Content.Chunk.EMPTY;
    private boolean over;

    /** The sender was too slow; nothing more is read from it. */
    static final class TooSlowException extends IOException {
        TooSlowException() {
            super("the data came too slowly");
        }
    }

    /** @param scarce whether connections or room are scarce now; asked now and then */
    RequestBody(Content.Source source, SenderLimits limits, BooleanSupplier scarce) {
        this.source = source;
        this.limits = limits;
        this.scarce = scarce;
    }

    @Override
    public int read() throws IOException {
        return next().map(buffer -> buffer.get() & 0xff).orElse(-1);
    }

    /**
     * Bytes that have come, at least one; waits for some. What is not taken out of the buffer comes again.
     *
     * @return empty at the end of the body
     * @throws TooSlowException when they do not come in time
     * @throws IOException when the connection broke
     */
    Optional<ByteBuffer> next() throws IOException {
        while (!chunk.hasRemaining()) {
            if (over) {
                return Optional.empty();
            }
            chunk.release();
            chunk = arrival();
            over = chunk.isLast();
        }
        return Optional.of(chunk.getByteBuffer());
    }

    /** Throws the rest away: a client that is still sending would be cut off, and see a broken connection, not the answer. */
    void drain() throws IOException {
        for (Optional<ByteBuffer> rest = next(); rest.isPresent(); rest = next()) {
            rest.get().position(rest.get().limit());
        }
    }

    @Override
    public void close() {
        over = true;
        chunk.release();
        chunk = Content.Chunk.EMPTY;
    }

    private Content.Chunk arrival() throws IOException {
        Content.Chunk read = source.read();
        while (read == null) {
            source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, wakes::release));
            await();
            read = source.read();
        }
        if (Content.Chunk.isFailure(read)) {
            chunk = Content.Chunk.EMPTY;
            over = true;
            throw new IOException("the connection broke", read.getFailure());
        }
        arrived += read.remaining();
        lastArrival = System.nanoTime();
        return read;
    }

    private void await() throws IOException {
        try {
            while (true) {
                long now = System.nanoTime();
                Duration patience = limits.patience(
                        arrived,
                        Duration.ofNanos(now - began),
                        Duration.ofNanos(now - lastArrival),
                        scarce.getAsBoolean());
                if (!patience.isPositive()) {
                    giveUp();
                    throw new TooSlowException();
                }
                Duration wait = patience.compareTo(LOOK_AGAIN) < 0 ? patience : LOOK_AGAIN;
                if (wakes.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
            throw new InterruptedIOException("the server is stopping");
        }
    }

    /** The demand is still out, so the source must not be asked again. */
    private void giveUp() {
        chunk = Content.Chunk.EMPTY;
        over = true;
    }
}
