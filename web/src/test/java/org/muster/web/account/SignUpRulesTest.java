package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.WebConfig;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;
import org.muster.common.testing.TestDatabase;
import org.muster.web.ClientReader;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;

/** Closed sign-up and consent to the terms of use, as a browser and as a client meets them. */
final class SignUpRulesTest {
    private static final String HASH = "c76f290c9d73fb5f6b73ec012b160a21";
    private static final String CREATE = "create_account.php?email_addr=me%40b.cc&user_name=Me&passwd_hash=" + HASH;
    private static final String LOOKUP = "lookup_account.php?email_addr=me%40b.cc&passwd_hash=" + HASH;

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() {
        database.empty();
        database.work()
                .write(handle -> handle.execute(
                        "insert into consent_type (shortname, description, enabled) values ('ENROLL', '', 0)"));
    }

    @Test
    void while_sign_up_is_closed_nobody_makes_an_account_and_everything_says_so() throws IOException {
        try (RunningWeb web = web(true, false)) {
            TestBrowser browser = new TestBrowser(web);

            HttpResponse<String> page = browser.get("create_account_form.php");
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("takes no new accounts").doesNotContain("<form");
            assertThat(browser.page("login_form.php"))
                    .contains("takes no new accounts")
                    .doesNotContain("create_account_form.php");
            assertThat(browser.page("index.php"))
                    .contains("New accounts are not being made")
                    .doesNotContain("--create_account");
            String config = web.get("get_project_config.php").body();
            assertThat(config).contains("<account_creation_disabled/>");
            String rpc = web.get(CREATE).body();
            assertThat(ClientReader.element(rpc, "error_num")).contains("-1");
            assertThat(ClientReader.element(rpc, "error_msg"))
                    .hasValueSatisfying(words -> assertThat(words).contains("takes no new accounts"));
            assertThat(users()).isZero();
        }
    }

    @Test
    void a_sign_up_form_from_before_the_closing_makes_no_account() throws IOException {
        try (RunningWeb web = web(true, false)) {
            TestBrowser browser = new TestBrowser(web);
            String key =
                    browser.page("login_form.php").replaceFirst("(?s).*name=\"form_key\" value=\"([^\"]*)\".*", "$1");

            HttpResponse<String> reply = browser.post(
                    "create_account_form.php",
                    Map.of(
                            "form_key", key,
                            "email_addr", "me@b.cc",
                            "user_name", "Me",
                            "passwd", "correct horse",
                            "passwd2", "correct horse"));

            assertThat(reply.statusCode()).isEqualTo(403);
            assertThat(reply.body()).contains("takes no new accounts");
            assertThat(users()).isZero();
        }
    }

    @Test
    void whoever_has_an_account_goes_on_while_sign_up_is_closed() throws IOException {
        database.work()
                .write(handle -> handle.createUpdate("""
                                insert into user (create_time, email_addr, name, authenticator, country, postal_code,
                                  expavg_time, cross_project_id, passwd_hash)
                                values (1, 'me@b.cc', 'Me', :key, '', '', 1, 'x', :hash)
                                """)
                        .bind("key", Authenticators.create())
                        .bind("hash", PasswordHashes.store(HASH))
                        .execute());
        try (RunningWeb web = web(true, false)) {
            assertThat(ClientReader.element(web.get(LOOKUP).body(), "authenticator"))
                    .isPresent();
        }
    }

    @Test
    void an_open_project_does_not_say_that_it_is_closed() throws IOException {
        try (RunningWeb web = web(false, false)) {
            assertThat(web.get("get_project_config.php").body()).doesNotContain("account_creation_disabled");
            assertThat(web.get("create_account_form.php").statusCode()).isEqualTo(200);
            assertThat(web.get("login_form.php").body()).contains("create_account_form.php");
        }
    }

    @Test
    void what_a_client_says_of_the_terms_of_use_is_kept_with_the_account_and_once() throws IOException {
        try (RunningWeb web = web(false, false)) {
            Files.writeString(directory.resolve("terms_of_use.txt"), "Be kind.");

            web.get(CREATE + "&consent_flag=1&source=BOINC%20Manager%0A");
            web.get(CREATE + "&consent_flag=1&source=BOINC%20Manager");
            web.get(CREATE.replace("me%40", "no%40") + "&consent_flag=0");
            web.get(CREATE.replace("me%40", "old%40"));

            assertThat(consents())
                    .containsExactly("me@b.cc agrees 1, ENROLL, by BOINC Manager", "no@b.cc agrees 0, ENROLL, by RPC");
            assertThat(users()).isEqualTo(3);
        }
    }

    @Test
    void without_terms_of_use_there_is_nothing_to_agree_to() throws IOException {
        try (RunningWeb web = web(false, true)) {
            assertThat(ClientReader.element(
                            web.get(CREATE + "&consent_flag=1&source=x").body(), "authenticator"))
                    .isPresent();
            assertThat(consents()).isEmpty();
        }
    }

    @Test
    void where_consent_must_come_with_it_a_client_that_does_not_say_so_makes_no_account() throws IOException {
        try (RunningWeb web = web(false, true)) {
            Files.writeString(directory.resolve("terms_of_use.txt"), "Be kind.");

            for (String answer : List.of("", "&consent_flag=0&source=x", "&consent_flag=yes")) {
                assertThat(ClientReader.element(web.get(CREATE + answer).body(), "error_num"))
                        .as(answer)
                        .contains("-242");
            }
            assertThat(users()).isZero();
            assertThat(ClientReader.element(
                            web.get(CREATE + "&consent_flag=1&source=BOINC").body(), "authenticator"))
                    .isPresent();
            assertThat(consents()).containsExactly("me@b.cc agrees 1, ENROLL, by BOINC");
        }
    }

    @Test
    void the_source_fits_its_column_and_has_no_control_characters() {
        Optional<Consent> consent = Consent.ofClient("1", "a\u0000b\n" + "c".repeat(400));

        assertThat(consent.orElseThrow().source()).startsWith("abc").hasSize(255);
        assertThat(Consent.ofClient("", "x")).isEmpty();
    }

    private RunningWeb web(boolean closed, boolean consent) throws IOException {
        return RunningWeb.start(directory, database.config(), new WebConfig(null, false, 0, 0, closed, consent));
    }

    private static long users() {
        return database.work()
                .read(handle -> handle.createQuery("select count(*) from user")
                        .mapTo(Long.class)
                        .one());
    }

    private static List<String> consents() {
        return database.work()
                .read(handle -> handle.createQuery("""
                                select concat(u.email_addr, ' agrees ', c.consent_flag, ', ', t.shortname, ', by ', c.source)
                                from consent c join user u on u.id = c.userid join consent_type t on t.id = c.consent_type_id
                                order by u.id, c.id
                                """).mapTo(String.class).list());
    }
}
