package org.muster.common.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.config.ManagementConfig;

/**
 * Keeps the requests that were slow or failed, as they came, so that they can be sent again: {@code muster replay FILE}.
 * Only POST with a body of up to a mebibyte; while it comes in, a copy is held in memory. Where no directory is set this
 * handler is not there at all.
 *
 * <p>A handler that answers a failure of its own with status 200, as the scheduler must, calls {@link #failed()} on the
 * request's thread.
 */
public final class RequestCapture extends Handler.Wrapper {
    private static final int LARGEST_BODY = 1 << 20;
    private static final ThreadLocal<Boolean> FAILED = new ThreadLocal<>();

    private final CaptureFiles files;
    private final Duration slow;

    RequestCapture(Handler handler, CaptureFiles files, Duration slow) {
        super(handler);
        this.files = files;
        this.slow = slow;
    }

    /** Around every handler of a process that keeps requests; nothing where none are kept. */
    static UnaryOperator<Handler> of(ManagementConfig config) {
        if (config.captureDirectory() == null) {
            return UnaryOperator.identity();
        }
        CaptureFiles files = new CaptureFiles(config.captureDirectory(), config.captureFiles());
        return handler -> new RequestCapture(handler, files, Duration.ofMillis(config.slowMilliseconds()));
    }

    /** Says that the request that this thread serves has failed although its reply does not show it. */
    public static void failed() {
        FAILED.set(Boolean.TRUE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!HttpMethod.POST.is(request.getMethod()) || request.getLength() > LARGEST_BODY) {
            return super.handle(request, response, callback);
        }
        Copied copied = new Copied(request);
        long begun = System.nanoTime();
        FAILED.remove();
        try {
            return super.handle(copied, response, new Callback() {
                @Override
                public void succeeded() {
                    callback.succeeded();
                    ended(copied, response.getStatus() >= 500, begun);
                }

                @Override
                public void failed(Throwable thrown) {
                    callback.failed(thrown);
                    ended(copied, true, begun);
                }
            });
        } finally {
            if (FAILED.get() != null) {
                FAILED.remove();
                ended(copied, true, begun);
            }
        }
    }

    private void ended(Copied request, boolean failed, long begun) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if ((failed || took.compareTo(slow) >= 0) && request.take()) {
            files.keep(failed ? "failed" : "slow", took, request.bytes());
        }
    }

    /** A request that remembers what was read of it. */
    private static final class Copied extends Request.Wrapper {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean taken;

        Copied(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null && chunk.hasRemaining()) {
                remember(chunk.getByteBuffer().slice());
            }
            return chunk;
        }

        private synchronized void remember(ByteBuffer bytes) {
            int length = Math.min(bytes.remaining(), LARGEST_BODY - body.size());
            byte[] some = new byte[length];
            bytes.get(some);
            body.write(some, 0, length);
        }

        /** True for whoever comes first. */
        synchronized boolean take() {
            boolean first = !taken;
            taken = true;
            return first;
        }

        /** The request as it could have come over a connection. */
        synchronized byte[] bytes() {
            StringBuilder head =
                    new StringBuilder(getMethod() + " " + getHttpURI().getPathQuery() + " HTTP/1.1\r\n");
            for (HttpField field : getHeaders()) {
                if (!field.is("Content-Length") && !field.is("Transfer-Encoding") && !field.is("Expect")) {
                    head.append(field.getName())
                            .append(": ")
                            .append(field.getValue())
                            .append("\r\n");
                }
            }
            head.append("Content-Length: ").append(body.size()).append("\r\n\r\n");
            ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length() + body.size());
            try {
                whole.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                body.writeTo(whole);
            } catch (IOException e) {
                throw new IllegalStateException("memory cannot be written", e);
            }
            return whole.toByteArray();
        }
    }
}
