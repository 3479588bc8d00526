package org.muster.web.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.ClientReader;
import org.muster.web.RunningWeb;
import org.w3c.dom.Document;

final class ProjectPagesTest {
    private static final String LONG_NAME = "Öhrchen <script>alert(1)</script> & Co";

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;

    @BeforeAll
    static void start() throws IOException {
        database.work().write(handle -> {
            long app = WorkFixture.app(handle, "spike_search");
            long old = WorkFixture.app(handle, "old_search");
            handle.execute("update app set deprecated = 1 where id = ?", old);
            long linux = WorkFixture.platform(handle, "x86_64-pc-linux-gnu");
            long windows = WorkFixture.platform(handle, "windows_x86_64");
            WorkFixture.appVersion(handle, app, linux, 99, "");
            long current = WorkFixture.appVersion(handle, app, linux, 100, "");
            WorkFixture.appVersion(handle, old, windows, 100, "");
            handle.execute(
                    "insert into app_version (appid, platformid, version_num, plan_class) values (?, ?, 100, 'mt')",
                    app,
                    linux);
            assertThat(current).isPositive();
        });
        web = RunningWeb.start(directory, LONG_NAME, database.config());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void a_client_finds_the_scheduler_in_the_master_page_by_both_forms() throws IOException {
        String recorded = Files.readString(Path.of("src/test/resources/captures/0002_00_get.req_headers"))
                .replace("GET /ref/", "GET /muster/")
                .replaceAll("\\s+$", "");

        String reply = web.raw(recorded + "\r\nConnection: close\r\n\r\n");

        String scheduler = web.master().replace("/muster/", "/muster_cgi/cgi");
        assertThat(reply).startsWith("HTTP/1.1 200 ");
        assertThat(ClientReader.schedulers(reply)).isEqualTo(List.of(scheduler, scheduler));
        assertThat(reply.lines())
                .contains(
                        "<link rel=\"boinc_scheduler\" href=\"" + scheduler + "\">",
                        "<!-- <scheduler>" + scheduler + "</scheduler> -->");
    }

    @Test
    void the_reader_of_these_tests_finds_the_scheduler_of_the_recorded_page_too() throws IOException {
        String recorded = Files.readString(Path.of("src/test/resources/captures/0002_00_get.resp_body"));

        assertThat(ClientReader.schedulers(recorded))
                .isEqualTo(List.of("http://127.0.0.1:8082/ref_cgi/cgi", "http://127.0.0.1:8082/ref_cgi/cgi"));
    }

    @Test
    void an_address_that_clients_could_not_find_is_refused_at_the_start() {
        URI tooLong = URI.create("http://example.invalid/" + "x".repeat(200));

        assertThatThrownBy(() -> MasterPage.schedulerLines(tooLong)).hasMessageContaining("project.schedulerUrl");
        assertThatThrownBy(() -> MasterPage.schedulerLines(URI.create("/cgi"))).hasMessageContaining("whole address");
    }

    @Test
    void an_address_with_an_ampersand_is_understood_in_both_forms() {
        String page = MasterPage.schedulerLines(URI.create("http://example.invalid/cgi?a=1&b=2"))
                .html();

        assertThat(ClientReader.schedulers(page))
                .containsExactly("http://example.invalid/cgi?a=1&b=2", "http://example.invalid/cgi?a=1&b=2");
    }

    @Test
    void people_read_what_the_project_is_and_how_to_attach_and_no_script_can_run() {
        HttpResponse<String> page = web.get("");

        assertThat(page.body())
                .contains("Öhrchen &lt;script&gt;alert(1)&lt;/script&gt; &amp; Co")
                .contains("<code class=\"address\">" + web.master() + "</code>")
                .contains("volunteer computing project")
                .contains("server_status.php")
                .doesNotContain("<script");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.headers().firstValue("referrer-policy")).contains("same-origin");
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    }

    @Test
    void what_the_operator_writes_about_the_project_is_shown_as_text() throws IOException {
        Path description = directory.resolve("description.txt");
        Files.writeString(description, "We listen.\n\nTo <b>stars</b> & more.\n");
        try {
            assertThat(web.get("").body())
                    .contains("<p class=\"lead\">We listen.</p>")
                    .contains("<p class=\"lead\">To &lt;b&gt;stars&lt;/b&gt; &amp; more.</p>");
        } finally {
            Files.delete(description);
        }
    }

    @Test
    void the_project_configuration_says_what_a_client_needs() throws Exception {
        web.getUntil("get_project_config.php", body -> body.contains("<platform_name>"));
        HttpResponse<String> reply = web.get("get_project_config.php");

        assertThat(reply.headers().firstValue("content-type")).contains("text/xml");
        assertThat(reply.body()).startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<project_config>");
        assertThat(ClientReader.element(reply.body(), "name")).contains(LONG_NAME);
        Document document = parsed(reply.body());
        assertThat(text(document, "master_url")).containsExactly(web.master());
        assertThat(text(document, "web_rpc_url_base")).containsExactly(web.master());
        assertThat(text(document, "rpc_prefix")).containsExactly(web.master());
        assertThat(text(document, "web_stopped")).containsExactly("0");
        assertThat(text(document, "sched_stopped")).containsExactly("0");
        assertThat(text(document, "min_passwd_length")).containsExactly("6");
        assertThat(text(document, "server_version").getFirst()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(text(document, "platform_name")).containsExactly("x86_64-pc-linux-gnu", "x86_64-pc-linux-gnu");
        assertThat(text(document, "plan_class")).containsExactly("mt");
        assertThat(text(document, "error_num")).isEmpty();
        assertThat(text(document, "terms_of_use")).isEmpty();
    }

    @Test
    void the_operators_trigger_files_show_at_once() throws Exception {
        Files.createFile(directory.resolve("stop_web"));
        Files.createFile(directory.resolve("stop_sched"));
        try {
            Document document = parsed(web.get("get_project_config.php").body());
            assertThat(text(document, "error_num")).containsExactly("-183");
            assertThat(text(document, "web_stopped")).containsExactly("1");
            assertThat(text(document, "sched_stopped")).containsExactly("1");
            HttpResponse<String> home = web.get("");
            assertThat(home.statusCode()).isEqualTo(200);
            assertThat(home.body()).contains("down for maintenance");
            assertThat(ClientReader.schedulers(home.body())).hasSize(2);
            assertThat(web.get("server_status.php").statusCode()).isEqualTo(503);
        } finally {
            Files.delete(directory.resolve("stop_web"));
            Files.delete(directory.resolve("stop_sched"));
        }
        assertThat(web.get("server_status.php").statusCode()).isEqualTo(200);
    }

    @Test
    void terms_of_use_are_given_out_as_text_or_as_escaped_html() throws Exception {
        Path terms = directory.resolve("terms_of_use.txt");
        try {
            Files.writeString(terms, "Be kind.\n");
            assertThat(ClientReader.element(web.get("get_project_config.php").body(), "terms_of_use"))
                    .contains("Be kind.");
            Files.writeString(terms, "<p>Be kind &amp; <b>patient</b>.</p>");
            assertThat(text(parsed(web.get("get_project_config.php").body()), "terms_of_use"))
                    .containsExactly("\n<p>Be kind &amp; <b>patient</b>.</p>\n");
        } finally {
            Files.delete(terms);
        }
    }

    private static Document parsed(String document) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static List<String> text(Document document, String name) {
        var nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
