package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.WebConfig;
import org.muster.common.security.PasswordHashes;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.ClientReader;
import org.muster.web.RunningWeb;

final class AccountRpcTest {
    private static final String HASH = "c76f290c9d73fb5f6b73ec012b160a21";
    private static final String OTHER_HASH = "00000000000000000000000000000000";
    private static final int CONNECTIONS = 3;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;

    @BeforeAll
    static void start() throws IOException {
        DatabaseConfig config = database.config();
        web = RunningWeb.start(
                directory,
                new DatabaseConfig(config.url(), config.user(), config.password(), CONNECTIONS),
                new WebConfig(null, false, 0, 0));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void the_recorded_creation_is_answered_as_the_client_accepts_it_however_often_it_comes() throws IOException {
        String recorded = capture("0001_00_get.req_headers").replace("GET /ref/", "GET /muster/");

        String first = web.raw(recorded.replaceAll("\\s+$", "") + "\r\nConnection: close\r\n\r\n");
        String again = web.raw(recorded.replaceAll("\\s+$", "") + "\r\nConnection: close\r\n\r\n");

        assertThat(first)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/xml")
                .contains("no-store");
        assertThat(ClientReader.element(first, "authenticator").orElseThrow()).matches("[0-9a-f]{32}");
        assertThat(ClientReader.element(again, "authenticator"))
                .isEqualTo(ClientReader.element(first, "authenticator"));
        assertThat(skeleton(body(first))).isEqualTo(skeleton(capture("0001_00_get.resp_body")));
        assertThat(count("email_addr = 'ref@example.invalid' and name = 'RefUser'"))
                .isEqualTo(1);
    }

    @Test
    void a_new_account_has_what_boinc_gives_it_and_its_password_is_stored_slowly() {
        String email = freshEmail();
        String authenticator = opened(create(email.toUpperCase(Locale.ROOT), HASH, "Zo%C3%AB%20W"));

        Map<String, Object> row = user(email);
        assertThat(row)
                .containsEntry("authenticator", authenticator)
                .containsEntry("name", "Zoë W")
                .containsEntry("country", "International")
                .containsEntry("send_email", 1)
                .containsEntry("show_hosts", 1)
                .containsEntry("teamid", 0L);
        assertThat(row.get("cross_project_id").toString())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(authenticator);
        assertThat(row.get("passwd_hash").toString()).doesNotContain(HASH);
        assertThat(opened(lookup(email, HASH))).isEqualTo(authenticator);
    }

    @Test
    void a_team_is_joined_when_it_takes_members_and_passed_over_otherwise() {
        long open = database.work()
                .transact(handle -> WorkFixture.row(handle, "team", Map.of("name", "Open Team", "joinable", 1)));
        database.work().transact(handle -> WorkFixture.row(handle, "team", Map.of("name", "Closed", "joinable", 0)));
        String member = freshEmail();
        String loner = freshEmail();

        opened(web.get(creation(member, HASH, "Member") + "&team_name=Open%20Team")
                .body());
        opened(web.get(creation(loner, HASH, "Loner") + "&team_name=Closed").body());

        assertThat(user(member)).containsEntry("teamid", open);
        assertThat(user(loner)).containsEntry("teamid", 0L);
    }

    @Test
    void an_account_opens_to_its_password_only() {
        String email = account(PasswordHashes.store(HASH));

        assertThat(opened(lookup(email, HASH))).isEqualTo(authenticatorOf(email));
        assertThat(error(lookup(email, OTHER_HASH))).isEqualTo("-206");
        assertThat(error(create(email, OTHER_HASH, "Thief"))).isEqualTo("-137");
        assertThat(opened(create(email, HASH, "Whatever"))).isEqualTo(authenticatorOf(email));
        assertThat(lookup(email.replace("@", "%40"), "")).contains("<success/>").doesNotContain("<authenticator>");
        assertThat(error(lookup("nobody@example.invalid", HASH))).isEqualTo("-136");
        assertThat(error(lookup("", HASH))).isEqualTo("-136");
    }

    @Test
    void an_account_opens_to_the_key_of_an_account_manager() {
        String email = account(OTHER_HASH);
        String key = PasswordHashes.ofClient(authenticatorOf(email), email);

        assertThat(opened(lookup(email, key))).isEqualTo(authenticatorOf(email));
        assertThat(user(email)).as("a key is not the password").containsEntry("passwd_hash", OTHER_HASH);
    }

    @Test
    void a_password_that_boinc_stored_is_accepted_once_and_replaced() {
        String email = account(HASH);

        assertThat(opened(lookup(email, HASH))).isEqualTo(authenticatorOf(email));
        String stored = user(email).get("passwd_hash").toString();
        assertThat(stored).startsWith("pbkdf2-sha256$");
        assertThat(opened(lookup(email, HASH))).isEqualTo(authenticatorOf(email));
        assertThat(user(email)).containsEntry("passwd_hash", stored);
        assertThat(error(lookup(email, stored))).isEqualTo("-206");
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.c, c76f290c9d73fb5f6b73ec012b160a21, '', -188",
        "a@b.c, c76f290c9d73fb5f6b73ec012b160a21, 42, -188",
        "a@b.c, c76f290c9d73fb5f6b73ec012b160a21, %20x, -188",
        "a@b.c, c76f290c9d73fb5f6b73ec012b160a21, %3Cb%3E, -188",
        "a@b, c76f290c9d73fb5f6b73ec012b160a21, Name, -205",
        "'', c76f290c9d73fb5f6b73ec012b160a21, Name, -205",
        "a@b.c, c76f, Name, -1",
        "a@b.c, '', Name, -1"
    })
    void a_creation_that_cannot_be_is_refused_with_boincs_number(
            String email, String hash, String name, String number) {
        HttpResponse<String> reply = web.get(creation(email, hash, name));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(error(reply.body())).isEqualTo(number);
        assertThat(ClientReader.element(reply.body(), "error_msg").orElseThrow())
                .isNotBlank();
        assertThat(count("email_addr = 'a@b.c'")).isZero();
    }

    @Test
    void an_address_that_its_owner_left_a_short_while_ago_stays_taken() {
        String email = freshEmail();
        long now = Instant.now().getEpochSecond();
        String other = account(HASH);
        database.work()
                .write(handle -> handle.createUpdate(
                                "update user set previous_email_addr = :old, email_addr_change_time = :at where email_addr = :email")
                        .bind("old", email)
                        .bind("at", now - 86_400)
                        .bind("email", other)
                        .execute());

        assertThat(error(create(email, HASH, "Quick"))).isEqualTo("-137");

        database.work()
                .write(handle -> handle.createUpdate(
                                "update user set email_addr_change_time = :at where email_addr = :email")
                        .bind("at", now - 8 * 86_400)
                        .bind("email", other)
                        .execute());
        opened(create(email, HASH, "Patient"));
    }

    @Test
    void creations_of_one_address_at_the_same_moment_make_one_account() throws Exception {
        String email = freshEmail();
        List<Future<String>> replies = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                String hash = i == 3 ? OTHER_HASH : HASH;
                replies.add(clients.submit(() -> create(email, hash, "Twin")));
            }
        }

        String stored = user(email).get("passwd_hash").toString();
        boolean first = PasswordHashes.matches(stored, HASH);
        for (int i = 0; i < 4; i++) {
            String reply = replies.get(i).get();
            if (first == (i < 3)) {
                assertThat(opened(reply)).isEqualTo(authenticatorOf(email));
            } else {
                assertThat(error(reply)).isEqualTo("-137");
            }
        }
        assertThat(count("email_addr = '" + email + "'")).isEqualTo(1);
    }

    @Test
    void wrong_guesses_wait_without_holding_a_connection_of_the_database() throws Exception {
        String email = account(HASH);
        List<Future<Duration>> guesses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                guesses.add(clients.submit(() -> {
                    Instant begun = Instant.now();
                    assertThat(error(lookup("nobody@example.invalid", HASH))).isEqualTo("-136");
                    return Duration.between(begun, Instant.now());
                }));
            }
            assertThat(lookup(email, "")).contains("<success/>");
        }
        for (Future<Duration> guess : guesses) {
            assertThat(guess.get())
                    .as("60 guesses over %d connections: together each would wait for 19 others", CONNECTIONS)
                    .isGreaterThanOrEqualTo(RunningWeb.WRONG_GUESS)
                    .isLessThan(RunningWeb.WRONG_GUESS.multipliedBy(15));
        }
    }

    @Test
    void while_the_operator_has_stopped_the_pages_clients_are_told_to_come_back() throws IOException {
        String email = account(HASH);
        Files.createFile(directory.resolve("stop_web"));
        try {
            assertThat(error(lookup(email, HASH))).isEqualTo("-183");
            assertThat(error(create(email, HASH, "Me"))).isEqualTo("-183");
        } finally {
            Files.delete(directory.resolve("stop_web"));
        }
        assertThat(lookup(email, "")).contains("<success/>");
    }

    private static String create(String email, String hash, String name) {
        return web.get(creation(email, hash, name)).body();
    }

    private static String creation(String email, String hash, String name) {
        return "create_account.php?email_addr=" + email + "&passwd_hash=" + hash + "&user_name=" + name;
    }

    private static String lookup(String email, String hash) {
        return web.get("lookup_account.php?email_addr=" + email + (hash.isEmpty() ? "" : "&passwd_hash=" + hash))
                .body();
    }

    private static String opened(String document) {
        return ClientReader.element(document, "authenticator")
                .orElseThrow(() -> new AssertionError("no authenticator in " + document));
    }

    private static String error(String document) {
        assertThat(document).doesNotContain("<authenticator>");
        return ClientReader.element(document, "error_num")
                .orElseThrow(() -> new AssertionError("no error in " + document));
    }

    private static String freshEmail() {
        return "volunteer" + NUMBER.incrementAndGet() + "@example.invalid";
    }

    /** An account in the table, its password as given. */
    private static String account(String stored) {
        String name = "volunteer" + NUMBER.incrementAndGet() + "x";
        database.work().write(handle -> {
            long id = WorkFixture.user(handle, name);
            handle.execute("update user set passwd_hash = ? where id = ?", stored, id);
        });
        return name + "@example.invalid";
    }

    private static String authenticatorOf(String email) {
        return user(email).get("authenticator").toString();
    }

    private static Map<String, Object> user(String email) {
        return database.work()
                .read(handle -> handle.createQuery("select * from user where email_addr = :email")
                        .bind("email", email)
                        .mapToMap()
                        .one());
    }

    private static long count(String where) {
        return database.work().read(handle -> WorkFixture.count(handle, "user", where));
    }

    private static String body(String reply) {
        return reply.substring(reply.indexOf("\r\n\r\n") + 4);
    }

    /** A document without its secrets and blanks. */
    private static String skeleton(String document) {
        return document.replaceAll("[0-9a-f]{32}", "KEY")
                .replaceAll("\\s*(\\R|^)\\s*", "\n")
                .strip();
    }

    private static String capture(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/captures", name));
    }
}
