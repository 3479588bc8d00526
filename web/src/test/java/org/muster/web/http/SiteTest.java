package org.muster.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.config.DatabaseConfig;
import org.muster.web.RunningWeb;

/** Addresses, methods and queries; none of it needs the database. */
final class SiteTest {
    @TempDir
    static Path directory;

    private static RunningWeb web;

    @BeforeAll
    static void start() throws IOException {
        web = RunningWeb.start(directory, new DatabaseConfig("jdbc:mysql://127.0.0.1:1/none", "", "", 1));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "muster/nothing",
                "muster/server_status.php/",
                "muster/create_account",
                "muster/index.html",
                "muster/STYLE.CSS",
                "muster/style.css/../../x",
                "mustermind/",
                "favicon.ico",
                "other/"
            })
    void what_is_not_there_is_404_in_words(String path) {
        HttpResponse<String> reply = web.getPath(path);

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("There is no such page").contains("href=\"/muster/\"");
        assertThat(reply.headers().firstValue("content-security-policy")).isPresent();
    }

    @Test
    void whoever_is_almost_right_is_led_to_the_master_page() {
        assertThat(web.getPath("muster").statusCode()).isEqualTo(301);
        assertThat(web.getPath("muster").headers().firstValue("location")).contains("/muster/");
        assertThat(web.getPath("").statusCode()).isEqualTo(302);
        assertThat(web.getPath("").headers().firstValue("location")).contains("/muster/");
    }

    @Test
    void pages_are_only_read() {
        assertThat(web.ask("POST", "create_account.php").statusCode()).isEqualTo(405);
        assertThat(web.ask("DELETE", "").headers().firstValue("allow")).contains("GET, HEAD");
        HttpResponse<String> head = web.ask("HEAD", "get_project_config.php");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email_addr=%ff%fe", "email_addr=%zz", "email_addr=%e", "email_addr=%c0%ae"})
    void a_query_that_is_no_text_is_refused_and_breaks_nothing(String query) throws IOException {
        String reply = web.raw("GET /muster/lookup_account.php?" + query
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 400").doesNotContain("Exception");
    }

    @Test
    void a_query_of_any_length_breaks_nothing() throws IOException {
        String reply = web.raw("GET /muster/lookup_account.php?email_addr=" + "x".repeat(100_000)
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 4");
    }

    @Test
    void style_and_icon_may_be_kept_for_ever_under_an_address_that_changes_with_them() {
        String home = web.get("").body();
        String style = home.replaceAll("(?s).*href=\"/muster/(style\\.css\\?v=[0-9a-f]+)\".*", "$1");

        HttpResponse<String> reply = web.get(style);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).contains("text/css; charset=utf-8");
        assertThat(reply.headers().firstValue("cache-control").orElse("")).contains("immutable");
        assertThat(reply.body()).contains("prefers-color-scheme: dark");
        assertThat(web.get("icon.svg").headers().firstValue("content-type")).contains("image/svg+xml");
    }
}
