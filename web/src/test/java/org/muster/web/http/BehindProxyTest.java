package org.muster.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.WebConfig;
import org.muster.common.testing.TestDatabase;
import org.muster.web.ClientReader;
import org.muster.web.RunningWeb;

/** The site as browsers reach it over TLS, and behind a proxy of the operator's. */
final class BehindProxyTest {
    private static final String HASH = "c76f290c9d73fb5f6b73ec012b160a21";
    private static final String ADMINISTRATOR = "an administrator's password";
    private static final String OUTSIDE = "https://project.example";

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void over_tls_every_page_tells_browsers_not_to_come_without_it_again() throws IOException {
        try (RunningWeb web = secureSite()) {
            for (String address :
                    List.of("", "home.php", "login_form.php", "style.css", "none.php", "create_account.php")) {
                assertThat(web.get(address).headers().firstValue("Strict-Transport-Security"))
                        .as(address)
                        .hasValueSatisfying(value -> assertThat(value).startsWith("max-age=31536000"));
            }
        }
    }

    @Test
    void over_plain_http_no_browser_is_told_so() throws IOException {
        try (RunningWeb web = RunningWeb.start(directory, database.config())) {
            HttpResponse<String> page = web.get("login_form.php");

            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie)
                            .contains("HttpOnly", "SameSite=Lax")
                            .doesNotContain("Secure"));
        }
    }

    @Test
    void over_tls_every_cookie_is_for_tls_only_and_for_no_script() throws IOException {
        try (RunningWeb web = secureSite()) {
            Form signUp = new Form(web, "create_account_form.php");
            String volunteer = signUp.send(Map.of(
                    "email_addr",
                    "ada@example.invalid",
                    "user_name",
                    "Ada",
                    "passwd",
                    "correct horse",
                    "passwd2",
                    "correct horse"));
            Form logIn = new Form(web, "admin/login");
            String administrator = logIn.send(Map.of("passwd", ADMINISTRATOR));

            assertThat(cookies(volunteer)).hasSize(1).allMatch(cookie -> cookie.startsWith("muster_session="));
            assertThat(cookies(administrator)).hasSize(1).allMatch(cookie -> cookie.startsWith("muster_admin="));
            assertThat(List.of(
                            signUp.cookie,
                            logIn.cookie,
                            cookies(volunteer).getFirst(),
                            cookies(administrator).getFirst()))
                    .allSatisfy(cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly", "; SameSite=Lax"));
        }
    }

    @Test
    void a_form_is_taken_from_the_outside_address_whatever_host_the_proxy_asks_for() throws IOException {
        try (RunningWeb web = secureSite()) {
            Map<String, String> fields = Map.of("email_addr", "ada@example.invalid", "passwd", "wrong horse");
            Form form = new Form(web, "login_form.php");

            assertThat(form.send(fields, "Origin: " + OUTSIDE)).startsWith("HTTP/1.1 400");
            assertThat(form.send(fields, "Origin: https://other.example")).startsWith("HTTP/1.1 403");
            assertThat(form.send(fields, "Origin: " + OUTSIDE, "Sec-Fetch-Site: cross-site"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void behind_a_proxy_limits_are_for_whom_it_names_last() throws IOException {
        try (RunningWeb web = limited(true)) {
            assertThat(create(web, "a", "203.0.113.1")).isEmpty();
            assertThat(create(web, "b", "203.0.113.1")).as("its second account").contains("-183");
            assertThat(create(web, "c", "203.0.113.2")).as("another sender").isEmpty();
            assertThat(create(web, "d", "198.51.100.9, 203.0.113.2"))
                    .as("what the sender invented comes first and does not count")
                    .contains("-183");
            assertThat(create(web, "e", "203.0.113.2", "203.0.113.3"))
                    .as("of several fields the last counts")
                    .isEmpty();
        }
    }

    @Test
    void without_a_proxy_nobody_names_himself() throws IOException {
        try (RunningWeb web = limited(false)) {
            assertThat(create(web, "a", "203.0.113.1")).isEmpty();
            assertThat(create(web, "b", "203.0.113.2")).contains("-183");
        }
    }

    /** The error's number, nothing when the account was made. */
    private static Optional<String> create(RunningWeb web, String name, String... forwarded) {
        String[] headers = Arrays.stream(forwarded)
                .flatMap(value -> Stream.of("X-Forwarded-For", value))
                .toArray(String[]::new);
        String reply = web.get(
                        "create_account.php?email_addr=" + name + "%40example.invalid&user_name=" + name
                                + "&passwd_hash=" + HASH,
                        headers)
                .body();
        return ClientReader.element(reply, "error_num");
    }

    private RunningWeb limited(boolean behindProxy) throws IOException {
        return RunningWeb.start(directory, database.config(), new WebConfig(null, behindProxy, 1, 0));
    }

    /** What browsers know as {@link #OUTSIDE}. */
    private RunningWeb secureSite() throws IOException {
        return RunningWeb.start(
                directory,
                database.config(),
                config -> config.withProject(new ProjectConfig(
                                "test",
                                "Test",
                                config.project().directory(),
                                URI.create(OUTSIDE + "/muster/"),
                                null,
                                null,
                                null))
                        .withWeb(new WebConfig(ADMINISTRATOR, true, 0, 0)));
    }

    private static List<String> cookies(String reply) {
        return reply.lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.substring("Set-Cookie: ".length()))
                .toList();
    }

    /** A form that was shown, with the cookie that goes with it, over the plain connection that a proxy makes. */
    private static final class Form {
        private final RunningWeb web;
        private final String address;
        private final String cookie;
        private final String key;

        Form(RunningWeb web, String address) {
            this.web = web;
            this.address = address;
            HttpResponse<String> page = web.get(address);
            this.cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
            this.key = page.body().replaceFirst("(?s).*name=\"form_key\" value=\"([^\"]*)\".*", "$1");
        }

        /** The whole answer. */
        String send(Map<String, String> fields, String... headers) throws IOException {
            String body = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&", "form_key=" + key + "&", ""));
            String more = Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining());
            return web.raw("POST /muster/" + address + " HTTP/1.1\r\nHost: inside:8080\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n"
                    + "Cookie: " + cookie.split(";", 2)[0] + "\r\n" + more + "Connection: close\r\n\r\n" + body);
        }
    }
}
