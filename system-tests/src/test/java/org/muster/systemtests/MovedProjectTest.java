package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.FreePorts;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/**
 * One database, served first at one address and then, after the change of one setting, at another: no reply, page or
 * redirect names the old one, and every address in them answers. One workunit's rows hold names, as ours do; the other's
 * hold addresses of a third server, as those of an adopted project do.
 */
final class MovedProjectTest {
    private static final String PLATFORM = "x86_64-pc-linux-gnu";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'&]+");
    /** Name spaces, and where people get the client. */
    private static final Pattern OF_OTHERS = Pattern.compile("^https?://(www.w3.org|boinc.berkeley.edu)/");

    private static final byte[] INPUT = "a piece of sky".getBytes(UTF_8);
    private static final String ADOPTED = "http://adopted.example/boinc";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void a_project_with_rows_of_its_own_and_adopted_ones() throws IOException {
        DATABASE.empty();
        new KeyDirectory(directory.resolve("keys")).createMissing();
        FilesConfig files = files();
        for (String name : List.of("own.in", "adopted.in")) {
            files.downloads().stage(name, out -> out.write(INPUT));
        }
        java.nio.file.Files.write(files.downloadDirectory().resolve("app_1"), INPUT);
        DATABASE.work().write(handle -> {
            WorkFixture.user(handle, "ada");
            long app = WorkFixture.app(handle, "search");
            long platform = WorkFixture.platform(handle, PLATFORM);
            WorkFixture.appVersion(
                    handle,
                    app,
                    platform,
                    100,
                    "<file_info>\n<name>app_1</name>\n<executable/>\n<nbytes>14</nbytes>\n<url>" + ADOPTED
                            + "/download/app_1</url>\n</file_info>\n<app_version>\n<app_name>search</app_name>\n"
                            + "<version_num>100</version_num>\n<file_ref>\n<file_name>app_1</file_name>\n"
                            + "<main_program/>\n</file_ref>\n</app_version>\n");
            String adoptedInput = ADOPTED + "/download/" + files.layout().path("adopted.in");
            work(handle, app, "own", "", "<url><UPLOAD_URL/></url>");
            work(
                    handle,
                    app,
                    "adopted",
                    "<url>" + adoptedInput + "</url>\n",
                    "<url>" + ADOPTED + "_cgi/file_upload_handler</url>");
        });
    }

    private static void work(org.jdbi.v3.core.Handle handle, long app, String name, String url, String uploadUrl) {
        long workunit = WorkFixture.workunit(handle, app, name, NewWorkunit.Replication.single(), 1);
        handle.execute(
                "update workunit set xml_doc = ?, rsc_fpops_est = 1e9, rsc_fpops_bound = 1e15, delay_bound = 86400,"
                        + " transition_time = 2147483647 where id = ?",
                WorkFixture.workunitDocument(name + ".in")
                        .replace("</file_info>", url + "</file_info>")
                        .getBytes(UTF_8),
                workunit);
        String output = name + "_0_r1_0";
        WorkFixture.result(
                handle,
                workunit,
                app,
                name + "_0",
                2,
                Map.of(
                        "xml_doc_in",
                        ("<file_info>\n<name>" + output + "</name>\n<max_nbytes>1000</max_nbytes>\n" + uploadUrl
                                        + "\n</file_info>\n<result>\n<file_ref>\n<file_name>" + output
                                        + "</file_name>\n<open_name>out</open_name>\n</file_ref>\n</result>\n")
                                .getBytes(UTF_8)));
    }

    @Test
    void after_the_change_of_one_setting_nothing_names_the_old_address() throws Exception {
        int before = FreePorts.next();
        URI oldUrl = URI.create("http://127.0.0.1:" + before + "/first/");
        Map<String, String> then = everything(oldUrl);
        assertThat(addresses(then)).allMatch(address -> address.startsWith("http://127.0.0.1:" + before + "/first"));

        DATABASE.work()
                .write(handle ->
                        handle.execute("update result set server_state = 2, hostid = 0, userid = 0, outcome = 0"));
        int after = FreePorts.next();
        Map<String, String> now = everything(URI.create("http://localhost:" + after + "/second/"));

        assertThat(now.keySet()).isEqualTo(then.keySet());
        for (Map.Entry<String, String> answer : now.entrySet()) {
            assertThat(answer.getValue())
                    .as(answer.getKey())
                    .doesNotContain(":" + before)
                    .doesNotContain("first/")
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("adopted.example");
        }
        assertThat(addresses(now))
                .hasSameSizeAs(addresses(then))
                .allMatch(address -> address.startsWith("http://localhost:" + after + "/second"));
    }

    /** What is said at an address to all who ask: texts by what was asked. Fetches every file of the reply besides. */
    private Map<String, String> everything(URI masterUrl) throws Exception {
        MusterConfig config = config(masterUrl);
        Map<String, String> answers = new TreeMap<>();
        try (JettyListeners listeners = new JettyListeners("127.0.0.1");
                Database work = Database.open(DATABASE.config(), "moved");
                HttpClient client = HttpClient.newHttpClient()) {
            DaemonContext context = new DaemonContext(
                    config, work, () -> work, InstantSource.system(), listeners, new SimpleMeterRegistry(), Shard.ALL);
            List<Daemon> daemons = List.of(
                    org.muster.web.Main.create(context),
                    org.muster.upload.Main.create(context),
                    org.muster.scheduler.Main.create(context));
            daemons.forEach(Daemon::start);
            listeners.start();
            for (String page : List.of("", "index.php", "get_project_config.php", "server_status.php", "nothing")) {
                answers.put("page " + page, get(client, URI.create(masterUrl + page)));
            }
            answers.put(
                    "page without slash",
                    get(client, URI.create(masterUrl.toString().replaceFirst("/$", ""))));
            answers.put("page of the port", get(client, masterUrl.resolve("/")));
            URI scheduler = URI.create(masterUrl.toString().replaceFirst("/$", "_cgi/cgi"));
            Waiting.until("both tasks are given out", java.time.Duration.ofSeconds(60), () -> {
                answers.merge("scheduler", post(client, scheduler, request()), String::concat);
                return answers.get("scheduler").contains("<name>own_0</name>")
                        && answers.get("scheduler").contains("<name>adopted_0</name>");
            });
            fetchAll(client, answers.get("scheduler"));
            daemons.forEach(Daemon::stop);
        }
        return answers;
    }

    private static void fetchAll(HttpClient client, String reply) throws Exception {
        int downloads = 0;
        for (String address : addresses(Map.of("", reply))) {
            if (address.contains("/download/")) {
                downloads++;
                assertThat(get(client, URI.create(address))).as(address).endsWith(new String(INPUT, UTF_8));
            } else if (address.endsWith("file_upload_handler")) {
                assertThat(
                                post(
                                        client,
                                        URI.create(address),
                                        "<data_server_request>\n<get_file_size>own_0_r1_0</get_file_size>\n</data_server_request>\n"))
                        .contains("<file_size>0</file_size>");
            }
        }
        assertThat(downloads).as("an application file and two inputs").isEqualTo(3);
    }

    private static List<String> addresses(Map<String, String> answers) {
        return answers.values().stream()
                .flatMap(answer -> ADDRESS.matcher(answer).results().map(java.util.regex.MatchResult::group))
                .filter(address -> !OF_OTHERS.matcher(address).find())
                .distinct()
                .sorted()
                .toList();
    }

    private static String get(HttpClient client, URI address) throws Exception {
        return send(client, HttpRequest.newBuilder(address).GET().build());
    }

    private static String post(HttpClient client, URI address, String body) throws Exception {
        return send(
                client,
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Headers and body; headers hold addresses too. */
    private static String send(HttpClient client, HttpRequest request) throws Exception {
        HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
        return reply.statusCode() + "\n" + reply.headers().map() + "\n\n" + reply.body();
    }

    private static String request() {
        return """
                <scheduler_request>
                <authenticator>%s</authenticator>
                <hostid>0</hostid>
                <rpc_seqno>0</rpc_seqno>
                <core_client_major_version>7</core_client_major_version>
                <core_client_minor_version>20</core_client_minor_version>
                <core_client_release>5</core_client_release>
                <platform_name>%s</platform_name>
                <allow_multiple_clients>1</allow_multiple_clients>
                <work_req_seconds>100000</work_req_seconds>
                <cpu_req_secs>100000</cpu_req_secs>
                <cpu_req_instances>4</cpu_req_instances>
                <client_cap_plan_class>1</client_cap_plan_class>
                <host_info>
                <domain_name>kitchen</domain_name>
                <host_cpid>identifier%s</host_cpid>
                <p_ncpus>4</p_ncpus><p_fpops>1e9</p_fpops><p_iops>1e9</p_iops><p_membw>1e9</p_membw>
                <m_nbytes>8e9</m_nbytes><m_swap>8e9</m_swap><d_total>1e11</d_total><d_free>5e10</d_free>
                <os_name>Linux</os_name><os_version>6</os_version>
                </host_info>
                <disk_usage><d_boinc_used_total>0</d_boinc_used_total><d_project_share>5e10</d_project_share></disk_usage>
                </scheduler_request>
                """.formatted(WorkFixture.authenticator("ada"), PLATFORM, System.nanoTime());
    }

    private FilesConfig files() {
        return new FilesConfig(
                directory.resolve("download"), directory.resolve("upload"), null, directory, directory.resolve("a"));
    }

    private MusterConfig config(URI masterUrl) {
        return new MusterConfig(
                new ProjectConfig("moved", null, directory, masterUrl, null, null, null),
                new DatabaseConfig("jdbc:mysql://127.0.0.1:1/unused", "", "", 1),
                null,
                files(),
                new KeysConfig(directory.resolve("keys"), false),
                new HttpConfig("127.0.0.1", masterUrl.getPort(), 0, 0),
                null,
                null,
                null);
    }
}
