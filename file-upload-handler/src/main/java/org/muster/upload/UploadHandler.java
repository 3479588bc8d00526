package org.muster.upload;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of the file upload handler. Whatever happens, the answer is 200 with a status in its body; the content type
 * of the request says nothing (old clients claim to send a form) and is not looked at. Blocks its thread while a file
 * arrives, so it wants virtual threads.
 */
final class UploadHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(UploadHandler.class);

    private final UploadGate gate;
    private final UploadDesk desk;
    private final Semaphore slots;
    private final MeterRegistry metrics;
    private final LongAdder handled;

    /**
     * @param mostAtOnce how many requests are served at the same time; each holds a file and a buffer open
     * @param handled counted up for every request
     */
    UploadHandler(UploadGate gate, UploadDesk desk, int mostAtOnce, MeterRegistry metrics, LongAdder handled) {
        this.gate = gate;
        this.desk = desk;
        this.slots = new Semaphore(mostAtOnce);
        this.metrics = metrics;
        this.handled = handled;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = slots.tryAcquire()
                ? answerAndRelease(request)
                : Reply.later("the server is receiving as many files as it can");
        handled.increment();
        metrics.counter("muster.upload.replies", "status", reply.status().name().toLowerCase(Locale.ROOT))
                .increment();
        if (reply.status() != Reply.Status.SUCCESS) {
            LOG.info("Answered {} to {}: {}", reply.status(), Request.getRemoteAddr(request), reply.message());
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        Content.Sink.write(response, true, reply.text(), callback);
        return true;
    }

    private Reply answerAndRelease(Request request) {
        try {
            return switch (gate.state()) {
                case UploadGate.State.Open open -> answer(request, open.certificates());
                case UploadGate.State.Shut shut -> {
                    // Reading would invite a client that asked first to send all of its file for nothing.
                    if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
                        drain(Request.asInputStream(request));
                    }
                    yield Reply.later(shut.why());
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.later("the server is stopping");
        } catch (RuntimeException e) {
            LOG.error("An upload request failed in a way nobody thought of", e);
            return Reply.later("internal error; the server's log says more");
        } finally {
            slots.release();
        }
    }

    private Reply answer(Request request, Certificates certificates) throws InterruptedException {
        InputStream body = new BufferedInputStream(Request.asInputStream(request));
        Reply reply = desk.answer(body, () -> hangUp(request), certificates);
        drain(body);
        return reply;
    }

    /** A client that is still sending would be cut off, and see a broken connection instead of the answer. */
    private static void drain(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("The rest of a request did not come", e);
        }
    }

    private static void hangUp(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
}
