package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of a request as it arrives. Waits for the sender without holding a buffer, so that thousands of slow senders
 * cost little memory, and no longer than {@link SenderLimits} allow. The head can be read byte by byte, as a stream; the
 * data are taken as they came, without being copied, or few of them in one piece. For one thread at a time.
 */
final class RequestBody extends InputStream {
    /** Scarcity may begin while a sender is waited for, so it is looked at again after this time. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final long FOR_EVER = Duration.ofDays(1000).toNanos();

    private final Content.Source source;
    private final SenderLimits limits;
    private final BooleanSupplier scarce;
    private final Semaphore wakes = new Semaphore(0);
    private final long began = System.nanoTime();
    private long lastArrival = began;
    private long arrived;
    private ByteBuffer gathered = NOTHING;
    private Content.Chunk chunk = Content.Chunk.EMPTY;
    private Optional<IOException> failure = Optional.empty();
    private boolean demanded;
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
        if (gathered.hasRemaining()) {
            return Optional.of(gathered);
        }
        gathered = NOTHING;
        while (!chunk.hasRemaining()) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (over) {
                return Optional.empty();
            }
            take(System.nanoTime() + FOR_EVER);
        }
        return Optional.of(chunk.getByteBuffer());
    }

    /**
     * The next so many bytes in one piece, if they all come soon; they are held in memory meanwhile. They are not taken: they
     * come again by {@link #next}, and so do those that came where not all did.
     *
     * @param patience how long to wait for all of them
     */
    Optional<byte[]> whole(int bytes, Duration patience) {
        ByteBuffer all = ByteBuffer.allocate(bytes);
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (all.hasRemaining()) {
                if (chunk.hasRemaining()) {
                    ByteBuffer some = chunk.getByteBuffer();
                    int count = Math.min(some.remaining(), all.remaining());
                    all.put(some.slice(some.position(), count));
                    some.position(some.position() + count);
                } else if (over || !take(end)) {
                    break;
                }
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        if (all.hasRemaining()) {
            // A sender who is waited for must not hold room for what has not come.
            gathered = ByteBuffer.wrap(Arrays.copyOf(all.array(), all.position()));
            return Optional.empty();
        }
        gathered = all.flip();
        return Optional.of(all.array());
    }

    /** Waits for a chunk; false when none came until then. */
    private boolean take(long end) throws IOException {
        chunk.release();
        chunk = Content.Chunk.EMPTY;
        Optional<Content.Chunk> next = arrival(end);
        if (next.isEmpty()) {
            return false;
        }
        chunk = next.get();
        over = chunk.isLast();
        return true;
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

    private Optional<Content.Chunk> arrival(long end) throws IOException {
        Content.Chunk read = demanded ? null : source.read();
        while (read == null) {
            if (!demanded) {
                source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, wakes::release));
                demanded = true;
            }
            if (!await(end)) {
                return Optional.empty();
            }
            demanded = false;
            read = source.read();
        }
        if (Content.Chunk.isFailure(read)) {
            chunk = Content.Chunk.EMPTY;
            over = true;
            throw new IOException("the connection broke", read.getFailure());
        }
        arrived += read.remaining();
        lastArrival = System.nanoTime();
        return Optional.of(read);
    }

    /** Waits until something has come; false when nothing did until then. */
    private boolean await(long end) throws IOException {
        try {
            while (true) {
                long now = System.nanoTime();
                if (end - now <= 0) {
                    return false;
                }
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
                if (wakes.tryAcquire(Math.min(wait.toNanos(), end - now), TimeUnit.NANOSECONDS)) {
                    return true;
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
