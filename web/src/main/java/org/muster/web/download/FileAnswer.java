package org.muster.web.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file, whole or from where a client left off, if it is what was recorded.
 *
 * <p>The bytes are sent exactly as stored, never with a content encoding: a client resumes by counting decoded bytes,
 * so encoding on the fly would corrupt what it joins together. {@code no-transform} asks proxies for the same. The file
 * is opened once, before its size is read, so one that is deleted meanwhile is still sent to its end; and no thread is
 * held while a slow client takes it.
 */
final class FileAnswer {
    private static final Logger log = LoggerFactory.getLogger(FileAnswer.class);
    private static final String FOREVER = "public, max-age=31536000, immutable, no-transform";
    /** A file that is found and gone so often does not move, it is deleted. */
    private static final int LOOKS = 3;

    private final DownloadFiles files;
    private final SpoiledFiles spoiled;

    FileAnswer(DownloadFiles files, SpoiledFiles spoiled) {
        this.files = files;
        this.spoiled = spoiled;
    }

    /** Answers a GET or HEAD of an address; the callback ends it. */
    void send(
            DownloadAddress address,
            DownloadLimits.Permit permit,
            Request request,
            Response response,
            Callback callback) {
        try {
            for (int look = 0; look < LOOKS; look++) {
                switch (files.find(address)) {
                    case DownloadFiles.Absent() -> {
                        absent(response, callback);
                        return;
                    }
                    case DownloadFiles.Away(String why) -> {
                        log.warn("{} cannot be sent: {}", address.path(), why);
                        later(response, callback);
                        return;
                    }
                    case DownloadFiles.Present(Path path) -> {
                        if (check(path, permit, request, response, callback)) {
                            return;
                        }
                    }
                }
            }
            absent(response, callback);
        } catch (IOException unreadable) {
            log.error("Cannot read {}; check owner and mode, and the disk", address.path(), unreadable);
            later(response, callback);
        }
    }

    /** False, and nothing is answered, when the file is gone: it may have moved to another area. */
    private boolean check(
            Path path, DownloadLimits.Permit permit, Request request, Response response, Callback callback)
            throws IOException {
        Optional<FileChecks.Checked> checked = spoiled.records().check(path);
        if (checked.isEmpty()) {
            return false;
        }
        if (checked.get().fault().isPresent()) {
            spoiled.found(path, files.shortly(path), checked.get().fault().get());
            later(response, callback);
            return true;
        }
        return open(path, checked.get().file(path.getFileName().toString()), permit, request, response, callback);
    }

    private static boolean open(
            Path path,
            DownloadFile file,
            DownloadLimits.Permit permit,
            Request request,
            Response response,
            Callback callback)
            throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException gone) {
            return false;
        }
        Callback closing = Callback.from(callback, () -> IO.close(channel));
        try {
            if (channel.size() == file.size()) {
                answer(new FileSender.Source(channel, permit), file, request, response, closing);
            } else {
                later(response, closing);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void answer(
            FileSender.Source source, DownloadFile file, Request request, Response response, Callback callback) {
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, file.entityTag());
        headers.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(file.modified()));
        headers.put(HttpHeader.CACHE_CONTROL, FOREVER);
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(new HttpField("X-Content-Type-Options", "nosniff"));
        switch (DownloadAnswer.decide(DownloadConditions.of(request.getHeaders(), head), file)) {
            case DownloadAnswer.NotModified() -> nothing(HttpStatus.NOT_MODIFIED_304, response, callback);
            case DownloadAnswer.Failed() -> nothing(HttpStatus.PRECONDITION_FAILED_412, response, callback);
            case DownloadAnswer.Unsatisfiable() -> {
                headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + file.size());
                nothing(HttpStatus.RANGE_NOT_SATISFIABLE_416, response, callback);
            }
            case DownloadAnswer.Whole() -> {
                response.setStatus(HttpStatus.OK_200);
                body(source, 0, file.size(), request, response, callback);
            }
            case DownloadAnswer.Part part -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT_206);
                headers.put(HttpHeader.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + file.size());
                body(source, part.first(), part.length(), request, response, callback);
            }
        }
    }

    private static void nothing(int status, Response response, Callback callback) {
        if (status != HttpStatus.NOT_MODIFIED_304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
            // Only the file itself is for ever.
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
        response.setStatus(status);
        callback.succeeded();
    }

    private static void body(
            FileSender.Source source, long offset, long length, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        if (HttpMethod.HEAD.is(request.getMethod()) || length == 0) {
            callback.succeeded();
            return;
        }
        FileSender.Part part = new FileSender.Part(source, offset, length);
        new FileSender(
                        part,
                        response,
                        request.getComponents().getByteBufferPool(),
                        request.getComponents().getScheduler(),
                        callback)
                .iterate();
    }

    private static void absent(Response response, Callback callback) {
        DownloadHandler.refuse(response, HttpStatus.NOT_FOUND_404, "There is no such file.", callback);
    }

    private static void later(Response response, Callback callback) {
        DownloadHandler.refuse(
                response, HttpStatus.SERVICE_UNAVAILABLE_503, "The file cannot be sent at the moment.", callback);
    }
}
