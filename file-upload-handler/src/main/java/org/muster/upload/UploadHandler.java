package org.muster.upload;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.work.OptionalUploads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of the file upload handler. Whatever happens, the answer is 200 with a status in its body; the content type
 * of the request says nothing (old clients claim to send a form) and is not looked at. Blocks its thread while a file
 * arrives, so it wants virtual threads.
 */
final class UploadHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(UploadHandler.class);
    private static final Duration CROWD_DELAY = Duration.ofMinutes(2);

    private final UploadGate gate;
    private final UploadDesk desk;
    private final Crowd crowd;
    private final MeterRegistry metrics;
    private final LongAdder handled;

    /**
     * Who else is there.
     *
     * @param open how many requests are served at the same time
     * @param senders how slow one may be
     * @param scarce whether those that are slow are in the way of others
     */
    record Crowd(OpenUploads open, SenderLimits senders, BooleanSupplier scarce) {}

    /** @param handled counted up for every request */
    UploadHandler(UploadGate gate, UploadDesk desk, Crowd crowd, MeterRegistry metrics, LongAdder handled) {
        this.gate = gate;
        this.desk = desk;
        this.crowd = crowd;
        this.metrics = metrics;
        this.handled = handled;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = answer(request);
        handled.increment();
        metrics.counter("muster.upload.replies", "status", reply.status().name().toLowerCase(Locale.ROOT))
                .increment();
        if (reply.status() != Reply.Status.SUCCESS) {
            LOG.info("Answered {} to {}: {}", reply.status(), Request.getRemoteAddr(request), reply.message());
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        reply.delay().ifPresent(delay -> response.getHeaders().put(HttpHeader.RETRY_AFTER, delay.toSeconds()));
        Content.Sink.write(response, true, reply.text(), callback);
        return true;
    }

    private Reply answer(Request request) {
        Optional<OpenUploads.Place> taken = crowd.open().take();
        if (taken.isEmpty()) {
            return Reply.later("the server is receiving as many files as it can", CROWD_DELAY);
        }
        try (OpenUploads.Place place = taken.get();
                RequestBody body = new RequestBody(request, crowd.senders(), crowd.scarce())) {
            return answer(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.later("the server is stopping");
        } catch (RuntimeException e) {
            LOG.error("An upload request failed in a way nobody thought of", e);
            return Reply.later("internal error; the server's log says more");
        }
    }

    private Reply answer(Request request, RequestBody body) throws InterruptedException {
        boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
        UploadGate.Caller caller = new UploadGate.Caller(
                OptionalUploads.isMarked(request.getHttpURI().getQuery()),
                asksFirst ? Math.max(0, request.getLength()) : 0);
        return switch (gate.state(caller)) {
            case UploadGate.State.Open open -> {
                Reply reply = desk.answer(body, () -> hangUp(request), open.certificates());
                drain(body);
                yield reply;
            }
            case UploadGate.State.Shut shut -> {
                // Reading would invite a client that asked first to send all of its file for nothing.
                if (!asksFirst) {
                    drain(body);
                }
                yield shut.reply();
            }
        };
    }

    private static void drain(RequestBody body) {
        try {
            body.drain();
        } catch (IOException e) {
            LOG.debug("The rest of a request did not come", e);
        }
    }

    private static void hangUp(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
}
