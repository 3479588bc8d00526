package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;

/** A new password by a link that an administrator made, as the owner of the account goes about it. */
final class PasswordResetTest {
    private static final String FORGOTTEN = "correct horse";
    private static final String NEW = "another horse";
    private static final Instant NOW = Instant.now();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;

    private final String email = "forgetful" + NUMBER.incrementAndGet() + "@example.invalid";

    @BeforeAll
    static void start() throws IOException {
        web = RunningWeb.start(directory, database.config());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void whoever_has_the_link_sets_a_new_password_and_everybody_else_is_logged_out() {
        TestBrowser elsewhere = signedUp();
        String link = link(NOW);
        TestBrowser browser = new TestBrowser(web);

        String home = browser.filled(link, "passwd2", Map.of("passwd", NEW, "passwd2", NEW));

        assertThat(home).contains("<h1>Forgetful</h1>");
        assertThat(elsewhere.get("home.php").statusCode())
                .as("who was logged in before is led to the log-in")
                .isEqualTo(303);
        assertThat(new TestBrowser(web).logIn(email, FORGOTTEN).statusCode()).isEqualTo(400);
        assertThat(new TestBrowser(web).logIn(email, NEW).statusCode()).isEqualTo(303);
    }

    @Test
    void a_link_works_once_however_often_it_is_only_read() {
        signedUp();
        String link = link(NOW);
        TestBrowser browser = new TestBrowser(web);
        browser.get(link);
        browser.get(link);

        assertThat(browser.fill(link, "passwd2", Map.of("passwd", NEW, "passwd2", NEW))
                        .statusCode())
                .isEqualTo(303);

        HttpResponse<String> again = browser.get(link);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("not good any more").doesNotContain("<form");
    }

    @Test
    void of_two_who_send_the_form_at_the_same_moment_one_sets_the_password() throws Exception {
        signedUp();
        String token = link(NOW).replaceFirst(".*token=", "");
        PasswordResets resets = new PasswordResets(database.work(), InstantSource.fixed(NOW));
        Account account = resets.account(token).orElseThrow();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> used = both.invokeAll(List.<Callable<Boolean>>of(
                    () -> resets.use(token, account, "a"), () -> resets.use(token, account, "b")));

            assertThat(List.of(used.get(0).get(), used.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void a_link_is_good_for_a_day_and_not_a_second_longer() {
        signedUp();
        String token = link(NOW).replaceFirst(".*token=", "");

        assertThat(at(NOW.plus(Duration.ofHours(24)).minusSeconds(1)).account(token))
                .isPresent();
        assertThat(at(NOW.plus(Duration.ofHours(24))).account(token)).isEmpty();
        Account account = at(NOW).account(token).orElseThrow();
        assertThat(at(NOW.plus(Duration.ofHours(24))).use(token, account, "late"))
                .isFalse();
    }

    @Test
    void a_new_link_replaces_the_one_before_and_an_unknown_address_gets_none() {
        signedUp();
        String first = link(NOW);
        String second = link(NOW);

        assertThat(web.get(first).statusCode()).isEqualTo(400);
        assertThat(web.get(second).statusCode()).isEqualTo(200);
        assertThat(at(NOW).create("nobody@example.invalid")).isEmpty();
        assertThat(web.get("reset_password.php").statusCode()).isEqualTo(400);
        assertThat(web.get("reset_password.php?token=" + "0".repeat(64)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_database_holds_a_digest_only_and_nobody_keeps_the_page() {
        signedUp();
        String link = link(NOW);
        String token = link.replaceFirst(".*token=", "");

        List<String> kept = database.work()
                .read(handle -> handle.createQuery("select token_digest from password_reset")
                        .mapTo(String.class)
                        .list());

        assertThat(kept).isNotEmpty().doesNotContain(token);
        assertThat(web.get(link).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    }

    @Test
    void a_password_that_is_too_short_or_mistyped_does_not_use_the_link_up() {
        signedUp();
        String link = link(NOW);
        TestBrowser browser = new TestBrowser(web);

        HttpResponse<String> shortOne = browser.fill(link, "passwd2", Map.of("passwd", "short", "passwd2", "short"));
        HttpResponse<String> mistyped = browser.fill(link, "passwd2", Map.of("passwd", NEW, "passwd2", NEW + "x"));

        assertThat(shortOne.statusCode()).isEqualTo(400);
        assertThat(shortOne.body()).contains("at least 8 characters");
        assertThat(mistyped.body()).contains("not the same");
        assertThat(browser.fill(link, "passwd2", Map.of("passwd", NEW, "passwd2", NEW))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_link_is_worth_nothing_after_the_account_was_deleted_or_got_another_address() {
        TestBrowser owner = signedUp();
        String token = link(NOW).replaceFirst(".*token=", "");
        Account before = at(NOW).account(token).orElseThrow();
        database.work().write(handle -> handle.execute("update user set email_addr = 'x' where id = ?", before.id()));
        assertThat(at(NOW).use(token, before, "late")).isFalse();
        database.work()
                .write(handle -> handle.execute("update user set email_addr = ? where id = ?", email, before.id()));
        assertThat(at(NOW).account(token)).as("nothing was used up").isPresent();

        owner.fill("account.php", "delete", Map.of("passwd", FORGOTTEN, "sure", "1"));

        assertThat(at(NOW).account(token)).isEmpty();
    }

    private TestBrowser signedUp() {
        TestBrowser browser = new TestBrowser(web);
        browser.filled(
                "create_account_form.php",
                "passwd2",
                Map.of("email_addr", email, "user_name", "Forgetful", "passwd", FORGOTTEN, "passwd2", FORGOTTEN));
        return browser;
    }

    private String link(Instant now) {
        return at(now).create(" " + email.toUpperCase(java.util.Locale.ROOT)).orElseThrow();
    }

    private static PasswordResets at(Instant now) {
        return new PasswordResets(database.work(), InstantSource.fixed(now));
    }
}
