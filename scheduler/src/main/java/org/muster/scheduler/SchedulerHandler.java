package org.muster.scheduler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.protocol.XmlWriter;
import org.muster.scheduler.refusal.RefusalCode;

/**
 * The scheduler's HTTP side: any body, whatever its declared type, is a request, and every answer has status 200,
 * because clients show the reasons in a reply to the volunteer but not those of an HTTP error.
 */
final class SchedulerHandler extends Handler.Abstract {

    /** Requests of computers with many tasks have some megabytes. */
    static final int LARGEST_REQUEST = 32 << 20;

    private final SchedulerDesk desk;
    private final LongAdder handled;

    /**
     * @param desk answers
     * @param handled counted up for every request
     */
    SchedulerHandler(SchedulerDesk desk, LongAdder handled) {
        this.desk = desk;
        this.handled = handled;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        XmlWriter reply = answer(request);
        handled.increment();
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.length());
        response.write(true, ByteBuffer.wrap(reply.toByteArray()), callback);
        return true;
    }

    private XmlWriter answer(Request request) throws IOException {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return desk.refuse(RefusalCode.UNREADABLE, "this address is for BOINC clients; attach one to the project");
        }
        if (request.getLength() > LARGEST_REQUEST) {
            return desk.refuse(RefusalCode.TOO_LARGE, Integer.toString(LARGEST_REQUEST));
        }
        byte[] body;
        try (InputStream stream = Content.Source.asInputStream(request)) {
            body = stream.readNBytes(LARGEST_REQUEST + 1);
        }
        return body.length > LARGEST_REQUEST
                ? desk.refuse(RefusalCode.TOO_LARGE, Integer.toString(LARGEST_REQUEST))
                : desk.answer(body, Request.getRemoteAddr(request));
    }
}
