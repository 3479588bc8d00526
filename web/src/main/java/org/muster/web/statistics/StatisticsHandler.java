package org.muster.web.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands out the files of the published export, below {@code {master}stats/}. Sends only what is new since a reader's copy. */
public final class StatisticsHandler extends Handler.Abstract {
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}\\.(gz|xml)");

    private final PublishedFiles files;

    /** @param directory where exports are kept */
    public StatisticsHandler(Path directory) {
        this.files = new PublishedFiles(directory);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = request.getHttpURI().getCanonicalPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        Optional<Path> found = NAME.matcher(name).matches() ? files.find(name) : Optional.empty();
        if (!head && !HttpMethod.GET.is(request.getMethod())) {
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        } else if (found.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        } else {
            send(request, response, callback, found.get(), head);
        }
        return true;
    }

    private static void send(Request request, Response response, Callback callback, Path file, boolean head)
            throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        long changed = attributes.lastModifiedTime().toMillis() / 1000 * 1000;
        response.getHeaders().put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(changed));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        long known = request.getHeaders().getDateField(HttpHeader.IF_MODIFIED_SINCE);
        if (known >= changed) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
            return;
        }
        boolean xml = file.getFileName().toString().endsWith(".xml");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, xml ? "text/xml" : "application/gzip");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, attributes.size());
        if (head) {
            callback.succeeded();
        } else {
            Content.copy(
                    Content.Source.from(
                            new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), false, 64 * 1024),
                            file),
                    response,
                    callback);
        }
    }
}
