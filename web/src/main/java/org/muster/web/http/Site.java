package org.muster.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.muster.common.store.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages below the master URL: an address belongs to exactly one page, and every other address is answered with the
 * page that says so. Queries and forms are never logged, since they hold passwords. A form reaches its page only when
 * this browser was shown it by us ({@link SentForm}, {@link BrowserKey}).
 */
public final class Site extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Site.class);
    private static final int LARGEST_QUERY = 16 * 1024;

    private final String base;
    private final Map<String, Page> pages;
    private final ErrorPages errors;
    private final DelayedReplies delays;
    private final LongAdder handled;
    private final SiteSettings settings;

    /** A site that no proxy stands before, reached over plain HTTP. */
    public Site(String base, Map<String, Page> pages, ErrorPages errors, DelayedReplies delays, LongAdder handled) {
        this(base, pages, errors, delays, handled, SiteSettings.PLAIN);
    }

    /**
     * @param base path of the master URL, with a final slash
     * @param pages by what follows the base; the empty text is the master page itself
     * @param errors what is said when there is no page
     * @param delays where replies wait that are to come late
     * @param handled counts the requests answered
     * @param settings how it is reached
     */
    public Site(
            String base,
            Map<String, Page> pages,
            ErrorPages errors,
            DelayedReplies delays,
            LongAdder handled,
            SiteSettings settings) {
        this.base = base;
        this.pages = Map.copyOf(pages);
        this.errors = errors;
        this.delays = delays;
        this.handled = handled;
        this.settings = settings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        handled.increment();
        Reply reply = reply(request);
        if (reply.delay().isZero()) {
            send(reply, response, callback);
        } else {
            delays.sendLater(
                    reply.delay(), request.getComponents().getScheduler(), () -> send(reply, response, callback));
        }
        return true;
    }

    private Reply reply(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        if (path != null && (path + "/").equals(base)) {
            return errors.moved(base);
        }
        Page page = path == null || !path.startsWith(base) ? null : pages.get(path.substring(base.length()));
        if (page == null) {
            return errors.notFound();
        }
        try {
            return answer(page, request);
        } catch (IllegalQueryException e) {
            return errors.illegalQuery();
        } catch (DatabaseUnavailableException e) {
            return errors.databaseAway();
        } catch (Exception e) {
            log.error("The page {} failed", path, root(e));
            return errors.failed();
        }
    }

    private Reply answer(Page page, Request request) throws Exception {
        Map<String, String> cookies = new HashMap<>();
        Request.getCookies(request).forEach(cookie -> cookies.putIfAbsent(cookie.getName(), cookie.getValue()));
        BrowserKey browser = BrowserKey.of(cookies);
        String sender = settings.sender(request);
        Reply reply;
        if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
            reply = page.answer(new PageRequest(parameters(request), Map.of(), cookies, browser, sender));
        } else if (HttpMethod.POST.is(request.getMethod()) && page instanceof FormPage taker) {
            Optional<Map<String, String>> form = SentForm.read(request);
            if (form.isEmpty()) {
                return errors.noForm();
            }
            if (!settings.isOurs(request) || !browser.shown(form.get().getOrDefault(BrowserKey.FIELD, ""))) {
                return errors.strangeForm();
            }
            reply = taker.submit(new PageRequest(parameters(request), form.get(), cookies, browser, sender));
        } else {
            return page instanceof FormPage ? errors.onlyGet().with("Allow", "GET, HEAD, POST") : errors.onlyGet();
        }
        return browser.toKeep().isEmpty()
                ? reply
                : reply.keeping(SessionCookie.of(
                        BrowserKey.COOKIE, browser.toKeep(), base, settings.secure(), SiteSettings.BROWSER_KEPT));
    }

    /** The first cause alone: what wraps it may quote a statement's values, and those may be keys of accounts. */
    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Map<String, String> parameters(Request request) throws IllegalQueryException {
        String query = request.getHttpURI().getQuery();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        if (query.length() > LARGEST_QUERY) {
            throw new IllegalQueryException(null);
        }
        try {
            Map<String, String> parameters = new HashMap<>();
            for (Fields.Field field : Request.extractQueryParameters(request)) {
                parameters.putIfAbsent(field.getName(), field.getValue() == null ? "" : field.getValue());
            }
            return parameters;
        } catch (RuntimeException notDecodable) {
            throw new IllegalQueryException(notDecodable);
        }
    }

    private void send(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        if (settings.secure()) {
            response.getHeaders().put(HttpHeader.STRICT_TRANSPORT_SECURITY, SiteSettings.TLS_FOR_A_YEAR);
        }
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        reply.cookies().forEach(cookie -> response.getHeaders().add(HttpHeader.SET_COOKIE, cookie));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** The query cannot be decoded. */
    private static final class IllegalQueryException extends Exception {
        private static final long serialVersionUID = 1L;

        IllegalQueryException(Throwable cause) {
            super("the query cannot be decoded", cause);
        }
    }
}
