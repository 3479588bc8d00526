package org.muster.scheduler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.protocol.XmlWriter;
import org.muster.scheduler.http.Body;
import org.muster.scheduler.http.BodyReader;
import org.muster.scheduler.refusal.RefusalCode;

/**
 * The scheduler's HTTP side: any body, whatever its declared type, is a request, and every answer has status 200,
 * because clients show the reasons in a reply to the volunteer but not those of an HTTP error. Replies are compressed for
 * those who accept it.
 */
final class SchedulerHandler extends Handler.Abstract {

    /** Smaller replies are hardly smaller when compressed. */
    private static final int WORTH_COMPRESSING = 1400;

    private final SchedulerDesk desk;
    private final BodyReader bodies;
    private final LongAdder handled;

    /**
     * @param desk answers
     * @param bodies reads requests
     * @param handled counted up for every request
     */
    SchedulerHandler(SchedulerDesk desk, BodyReader bodies, LongAdder handled) {
        this.desk = desk;
        this.bodies = bodies;
        this.handled = handled;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        XmlWriter reply = answer(request, response);
        handled.increment();
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
        byte[] bytes = reply.toByteArray();
        if (bytes.length >= WORTH_COMPRESSING && accepts(request, "gzip")) {
            bytes = compressed(reply);
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }

    private XmlWriter answer(Request request, Response response) throws InterruptedException {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return desk.refuse(RefusalCode.UNREADABLE, "this address is for BOINC clients; attach one to the project");
        }
        boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
        if (asksFirst && request.getLength() > bodies.largest()) {
            return tooLarge(response);
        }
        return switch (bodies.read(request, request.getLength())) {
            case Body.Whole whole -> {
                try {
                    yield desk.answer(whole.bytes(), Request.getRemoteAddr(request));
                } finally {
                    bodies.done(whole);
                }
            }
            case Body.TooLarge ignored -> tooLarge(response);
            case Body.TooSlow ignored -> {
                closeAfter(response);
                yield desk.refuse(RefusalCode.TOO_SLOW, "");
            }
            case Body.NoRoom ignored -> desk.refuse(RefusalCode.BUSY, "");
            case Body.BrokenOff ignored -> desk.refuse(RefusalCode.UNREADABLE, "the connection broke off");
        };
    }

    private XmlWriter tooLarge(Response response) {
        closeAfter(response);
        return desk.refuse(RefusalCode.TOO_LARGE, Integer.toString(bodies.largest()));
    }

    /** Some of the body may not have been read, so nothing else can come on this connection. */
    private static void closeAfter(Response response) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }

    private static boolean accepts(Request request, String coding) {
        return request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> value.toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(value -> value.equals(coding)
                        || (value.startsWith(coding + ";q=") && !value.matches(coding + ";q=0(\\.0*)?")));
    }

    private static byte[] compressed(XmlWriter reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(reply.length() / 3);
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            reply.writeTo(zipped);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }
}
