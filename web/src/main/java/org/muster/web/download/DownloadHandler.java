package org.muster.web.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the files of the download area, whole or from where a client left off.
 *
 * <p>The bytes are sent exactly as stored, never with a content encoding: a client resumes by counting decoded bytes,
 * so encoding on the fly would corrupt what it joins together. {@code no-transform} asks proxies for the same. The file
 * is opened once, before its size is read, so one that is deleted meanwhile is still sent to its end; and no thread is
 * held while a slow client takes it.
 */
public final class DownloadHandler extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(DownloadHandler.class);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String FOREVER = "public, max-age=31536000, immutable, no-transform";

    private final String prefix;
    private final DownloadFiles files;
    private final LongAdder handled;

    /**
     * @param prefix path of the download URL with a final slash; everything below it is answered
     * @param area the download directory
     * @param handled counts the requests answered
     */
    public DownloadHandler(String prefix, Path area, LongAdder handled) {
        this.prefix = prefix;
        this.files = new DownloadFiles(area);
        this.handled = handled;
    }

    /** True when a path is this handler's to answer. */
    public boolean isMine(String path) {
        return path.startsWith(prefix);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = request.getHttpURI().getCanonicalPath();
        if (path == null || !isMine(path)) {
            return false;
        }
        handled.increment();
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (!head && !HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            refuse(response, HttpStatus.METHOD_NOT_ALLOWED_405, "Files can only be fetched.", callback);
            return true;
        }
        Optional<Path> found = files.find(path.substring(prefix.length()));
        if (found.isEmpty()) {
            refuse(response, HttpStatus.NOT_FOUND_404, "There is no such file.", callback);
            return true;
        }
        send(found.get(), head, request, response, callback);
        return true;
    }

    private static void send(Path path, boolean head, Request request, Response response, Callback callback)
            throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException deletedMeanwhile) {
            refuse(response, HttpStatus.NOT_FOUND_404, "There is no such file any more.", callback);
            return;
        } catch (IOException unreadable) {
            log.error("Cannot read {}; check its owner and mode, and its disk", path, unreadable);
            refuse(response, HttpStatus.SERVICE_UNAVAILABLE_503, "The file cannot be read at the moment.", callback);
            return;
        }
        try {
            Callback closing = Callback.from(callback, () -> IO.close(channel));
            answer(channel, path, head, request, response, closing);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void answer(
            FileChannel channel, Path path, boolean head, Request request, Response response, Callback callback)
            throws IOException {
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        DownloadFile file = new DownloadFile(channel.size(), modified);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, file.entityTag());
        headers.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(modified));
        headers.put(HttpHeader.CACHE_CONTROL, FOREVER);
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(new HttpField("X-Content-Type-Options", "nosniff"));
        switch (DownloadAnswer.decide(conditions(request, head), file)) {
            case DownloadAnswer.NotModified() -> {
                response.setStatus(HttpStatus.NOT_MODIFIED_304);
                callback.succeeded();
            }
            case DownloadAnswer.Unsatisfiable() -> {
                headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + file.size());
                headers.put(HttpHeader.CONTENT_LENGTH, 0);
                response.setStatus(HttpStatus.RANGE_NOT_SATISFIABLE_416);
                callback.succeeded();
            }
            case DownloadAnswer.Whole() -> {
                response.setStatus(HttpStatus.OK_200);
                copy(channel, 0, file.size(), head, request, response, callback);
            }
            case DownloadAnswer.Part part -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT_206);
                headers.put(HttpHeader.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + file.size());
                copy(channel, part.first(), part.length(), head, request, response, callback);
            }
        }
    }

    private static void copy(
            FileChannel channel,
            long offset,
            long length,
            boolean head,
            Request request,
            Response response,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        if (head || length == 0) {
            callback.succeeded();
            return;
        }
        ByteBufferPool pool = request.getComponents().getByteBufferPool();
        int buffer = (int) Math.min(BUFFER_BYTES, length);
        Content.copy(
                Content.Source.from(new ByteBufferPool.Sized(pool, true, buffer), channel, offset, length),
                response,
                callback);
    }

    /** A range has no meaning for HEAD (RFC 9110 §14.2). */
    private static DownloadConditions conditions(Request request, boolean head) {
        return new DownloadConditions(
                head ? Optional.empty() : header(request, HttpHeader.RANGE),
                header(request, HttpHeader.IF_RANGE),
                header(request, HttpHeader.IF_NONE_MATCH),
                header(request, HttpHeader.IF_MODIFIED_SINCE));
    }

    private static Optional<String> header(Request request, HttpHeader name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    private static void refuse(Response response, int status, String reason, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(new HttpField("X-Content-Type-Options", "nosniff"));
        Content.Sink.write(response, true, reason + "\n", callback);
    }
}
