package org.muster.web.download;

import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.FileAreas;

/**
 * Answers below the download URL: what is asked for is a file's address, and there is room for another download, or the
 * client is told what is not so. {@link FileAnswer} sends the file itself.
 */
public final class DownloadHandler extends Handler.Abstract {
    private final List<String> prefixes;
    private final FileAnswer files;
    private final DownloadLimits limits;
    private final Optional<Redirect> redirect;
    private final LongAdder handled;

    private record Redirect(SignedAddresses addresses, InstantSource clock) {}

    private DownloadHandler(
            List<String> prefixes,
            FileAnswer files,
            DownloadLimits limits,
            Optional<Redirect> redirect,
            LongAdder handled) {
        this.prefixes = prefixes;
        this.files = files;
        this.limits = limits;
        this.redirect = redirect;
        this.handled = handled;
    }

    /**
     * The handler of a project.
     *
     * @param spoiled where files are told of that are not what was recorded
     * @param handled counts the requests answered
     */
    public static DownloadHandler of(
            MusterConfig config, SpoiledFiles spoiled, InstantSource clock, LongAdder handled) {
        FileAreas areas = config.files().downloads();
        return new DownloadHandler(
                prefixes(config),
                new FileAnswer(new DownloadFiles(areas), spoiled),
                new DownloadLimits(config.downloads(), System::nanoTime),
                Optional.ofNullable(config.downloads().redirect())
                        .map(place -> new Redirect(SignedAddresses.of(place), clock)),
                handled);
    }

    /**
     * The paths, with a final slash, of the project's download URL and of those of its areas, the longest first;
     * everything below them is answered, wherever it lies.
     */
    public List<String> prefixes() {
        return prefixes;
    }

    private static List<String> prefixes(MusterConfig config) {
        URI standard = config.project().downloadUrl();
        return Stream.concat(
                        Stream.of(standard.toString()),
                        config.files().downloadAreas().stream().flatMap(area -> area.urlsOr(standard).stream()))
                .map(url -> URI.create(url).getPath().replaceFirst("/*$", "/"))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getCanonicalPath();
        Optional<String> prefix = path == null
                ? Optional.empty()
                : prefixes.stream().filter(path::startsWith).findFirst();
        if (prefix.isEmpty()) {
            return false;
        }
        handled.increment();
        if (!HttpMethod.HEAD.is(request.getMethod()) && !HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            refuse(response, HttpStatus.METHOD_NOT_ALLOWED_405, "Files can only be fetched.", callback);
            return true;
        }
        Optional<DownloadAddress> address =
                DownloadAddress.parse(path.substring(prefix.get().length()));
        if (address.isEmpty()) {
            refuse(response, HttpStatus.NOT_FOUND_404, "There is no such file.", callback);
        } else if (redirect.isPresent()) {
            redirect(address.get(), redirect.get(), response, callback);
        } else {
            admit(address.get(), request, response, callback);
        }
        return true;
    }

    private void admit(DownloadAddress address, Request request, Response response, Callback callback) {
        Optional<DownloadLimits.Permit> permit = limits.admit();
        if (permit.isEmpty()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, limits.retryAfterSeconds());
            refuse(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "Too many downloads are running at the moment.",
                    callback);
            return;
        }
        Callback freeing = Callback.from(callback, permit.get()::close);
        try {
            files.send(address, permit.get(), request, response, freeing);
        } catch (RuntimeException e) {
            permit.get().close();
            throw e;
        }
    }

    private static void redirect(DownloadAddress address, Redirect to, Response response, Callback callback) {
        response.getHeaders()
                .put(
                        HttpHeader.LOCATION,
                        to.addresses().of(address.path(), to.clock().instant()).toString());
        refuse(response, HttpStatus.FOUND_302, "The file is elsewhere.", callback);
    }

    /** Answers with a sentence instead of a file; nobody keeps it. */
    static void refuse(Response response, int status, String reason, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(new HttpField("X-Content-Type-Options", "nosniff"));
        Content.Sink.write(response, true, reason + "\n", callback);
    }
}
