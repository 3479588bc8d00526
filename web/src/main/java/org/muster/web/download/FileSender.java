package org.muster.web.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Sends a part of a file, slice by slice, each when the limits allow it. Neither a slow client nor a limit holds a
 * thread, and a buffer is held only while its bytes are on their way.
 */
final class FileSender extends IteratingCallback {
    private static final int UNLIMITED_SLICE = 128 * 1024;

    /**
     * Where bytes come from, and when.
     *
     * @param channel the file; not closed here
     * @param permit says when bytes may be sent
     */
    record Source(FileChannel channel, DownloadLimits.Permit permit) {}

    /**
     * What is to be sent.
     *
     * @param offset the first byte
     * @param length how many bytes, 1 or more
     */
    record Part(Source source, long offset, long length) {}

    private final Part part;
    private final Content.Sink sink;
    private final ByteBufferPool buffers;
    private final Scheduler scheduler;
    private final Callback callback;
    private long sent;
    private int granted;
    private RetainableByteBuffer buffer;

    /** Sends when {@link #iterate} is called; the callback is told how it ended. */
    FileSender(Part part, Content.Sink sink, ByteBufferPool buffers, Scheduler scheduler, Callback callback) {
        this.part = part;
        this.sink = sink;
        this.buffers = buffers;
        this.scheduler = scheduler;
        this.callback = callback;
    }

    @Override
    protected Action process() throws IOException {
        release();
        long left = part.length() - sent;
        if (left == 0) {
            return Action.SUCCEEDED;
        }
        if (granted == 0) {
            DownloadLimits.Permit permit = part.source().permit();
            granted = (int) Math.min(left, permit.isLimited() ? permit.slice() : UNLIMITED_SLICE);
            long wait = permit.grant(granted);
            if (wait > 0) {
                scheduler.schedule(this::succeeded, wait, TimeUnit.NANOSECONDS);
                return Action.SCHEDULED;
            }
        }
        ByteBuffer bytes = read(granted);
        sent += granted;
        granted = 0;
        sink.write(sent == part.length(), bytes, this);
        return Action.SCHEDULED;
    }

    private ByteBuffer read(int size) throws IOException {
        buffer = buffers.acquire(size, true);
        ByteBuffer bytes = buffer.getByteBuffer();
        bytes.clear().limit(size);
        while (bytes.hasRemaining()) {
            if (part.source().channel().read(bytes, part.offset() + sent + bytes.position()) < 0) {
                throw new EOFException("the file became shorter while it was sent");
            }
        }
        return bytes.flip();
    }

    private void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        release();
        callback.failed(cause);
    }
}
