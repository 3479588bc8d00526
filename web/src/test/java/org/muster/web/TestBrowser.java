package org.muster.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser that keeps cookies and fills in forms as a person would: it reads a page, then sends the form in it. */
public final class TestBrowser {
    private static final Pattern FORM =
            Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final String site;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    public TestBrowser(RunningWeb web) {
        this.site = web.master();
    }

    /** What a GET of an address below the master URL answers; redirects are not followed. */
    public HttpResponse<String> get(String address) {
        return send(request(address).GET().build());
    }

    /** The page at an address, at the end of its redirects. */
    public String page(String address) {
        return follow(get(address), address).body();
    }

    /**
     * Opens a page and sends a form in it.
     *
     * @param mark text that stands in the form meant, to tell it from others
     */
    public HttpResponse<String> fill(String page, String mark, Map<String, String> fields) {
        String html = page(page);
        Matcher forms = FORM.matcher(html);
        while (forms.find()) {
            if (forms.group(2).contains(mark)) {
                return post(directory(page) + forms.group(1).replace("&amp;", "&"), fields(forms.group(2), fields));
            }
        }
        throw new AssertionError("no form with " + mark + " in " + html);
    }

    /** The same, and what comes at the end of the redirects. */
    public String filled(String page, String mark, Map<String, String> fields) {
        HttpResponse<String> reply = fill(page, mark, fields);
        return follow(reply, page).body();
    }

    /** Sends a form that was seen nowhere. */
    public HttpResponse<String> post(String address, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** Logs in. */
    public HttpResponse<String> logIn(String email, String password) {
        return fill("login_form.php", "passwd", Map.of("email_addr", email, "passwd", password));
    }

    /** The value of a cookie, empty when the browser has none of that name. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> follow(HttpResponse<String> first, String from) {
        HttpResponse<String> reply = first;
        String at = from;
        for (int hops = 0; reply.statusCode() == 303; hops++) {
            if (hops > 5) {
                throw new AssertionError("too many redirects from " + from);
            }
            at = directory(at) + reply.headers().firstValue("location").orElseThrow();
            reply = get(at);
        }
        return reply;
    }

    private static Map<String, String> fields(String form, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(form);
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
        }
        fields.putAll(typed);
        return fields;
    }

    private static String directory(String address) {
        String path = address.split("\\?", 2)[0];
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(site).resolve(address)).timeout(Duration.ofSeconds(120));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
