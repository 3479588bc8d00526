package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.ManagementConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.TlsConfig;
import org.muster.common.daemon.DaemonProcess;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.FreePorts;
import org.muster.common.store.Database;
import org.muster.common.testing.TestCertificate;
import org.muster.common.testing.TestDatabase;
import org.muster.control.testing.SmallProject;
import org.muster.science.database.ScienceSchema;

/** All daemons in one process, as those see them who are outside: Prometheus, and clients over TLS. */
class RunningDaemonsTest {
    /** What Prometheus adds to every target, and labels that it adds to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "job", "instance", "service");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without");
    private static final Pattern LABELS_AFTER = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path directory;

    private static final HttpClient PLAIN = HttpClient.newHttpClient();
    private static Certificate certificate;
    private static SmallProject project;
    private static HttpConfig http;
    private static DaemonProcess daemons;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.create(directory, "one", "EC");
        project = SmallProject.create(directory, DATABASE.config(), DATABASE.freshConfig("science"));
        try (Database science = Database.open(project.config().scienceDatabase(), "science")) {
            ScienceSchema.migrate(science);
        }
        TlsConfig tls = new TlsConfig(
                directory.resolve("fullchain.pem"),
                directory.resolve("privkey.pem"),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                0);
        http = new HttpConfig(
                null,
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                new ManagementConfig(null, FreePorts.next(), null, 0, 0),
                tls);
        MusterConfig small = project.config();
        daemons = new DaemonProcess(
                new MusterConfig(
                        small.project(),
                        small.database(),
                        small.scienceDatabase(),
                        small.files(),
                        small.keys(),
                        http,
                        null,
                        null,
                        null,
                        null),
                DaemonCatalog.all(),
                Shard.ALL);
        daemons.start();
    }

    @AfterAll
    static void stop() {
        daemons.close();
        project.close();
        PLAIN.close();
    }

    @Test
    void every_metric_and_label_of_the_dashboard_and_the_alerts_is_in_what_prometheus_scrapes() throws Exception {
        List<String> expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(20);
        assertThat(missing(List.of("sum(muster_no_such_thing) > 0"), scrape()))
                .as("the test would notice")
                .containsExactly("muster_no_such_thing");
        schedulerAndUploadAreAsked();

        Instant deadline = Instant.now().plusSeconds(120);
        Set<String> missing = missing(expressions, scrape());
        while (!missing.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
            missing = missing(expressions, scrape());
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void clients_reach_scheduler_and_upload_handler_over_tls_at_ports_of_their_own() throws Exception {
        try (HttpClient client = TestCertificate.client(certificate, HttpClient.Version.HTTP_1_1)) {
            assertThat(post(client, "https://localhost:" + http.tls().schedulerPort() + "/small_cgi/cgi", "nonsense"))
                    .contains("<scheduler_reply>");
            assertThat(post(
                            client,
                            "https://localhost:" + http.tls().uploadPort() + "/small_cgi/file_upload_handler",
                            "nonsense"))
                    .contains("<data_server_reply>");
            assertThat(get(client, "https://localhost:" + http.tls().webPort() + "/small/get_project_config.php"))
                    .contains("<project_config>");
        }
    }

    /** Some figures are there from the first request on. */
    private static void schedulerAndUploadAreAsked() throws Exception {
        post(PLAIN, "http://127.0.0.1:" + http.schedulerPort() + "/small_cgi/cgi", "nonsense");
        post(PLAIN, "http://127.0.0.1:" + http.uploadPort() + "/small_cgi/file_upload_handler", "nonsense");
    }

    private static String scrape() throws Exception {
        return get(PLAIN, "http://127.0.0.1:" + http.management().port() + "/metrics");
    }

    /** Names of metrics, and of labels with their metric unknown, that no line of a scrape has. */
    private static Set<String> missing(List<String> expressions, String scrape) {
        Set<String> wanted = new TreeSet<>();
        for (String expression : expressions) {
            String rest = expression.replaceAll("\\[[^]]*]", " ");
            MATCHERS.matcher(rest)
                    .results()
                    .flatMap(matchers -> MATCHER.matcher(matchers.group(1)).results())
                    .forEach(matcher -> wanted.add(matcher.group(1) + "="));
            rest = MATCHERS.matcher(rest).replaceAll(" ");
            LABELS_AFTER
                    .matcher(rest)
                    .results()
                    .flatMap(list -> Stream.of(list.group(1).split(",")))
                    .forEach(label -> wanted.add(label.strip() + "="));
            Matcher names = NAME.matcher(LABELS_AFTER.matcher(rest).replaceAll(" "));
            while (names.find()) {
                if (!WORDS.contains(names.group())) {
                    wanted.add(names.group());
                }
            }
        }
        wanted.removeIf(name -> OF_PROMETHEUS.contains(name.replace("=", "")));
        wanted.removeIf(name -> name.endsWith("=")
                ? Pattern.compile("[{,]" + name + "\"").matcher(scrape).find()
                : Pattern.compile("(?m)^" + name + "[{ ]").matcher(scrape).find());
        return wanted;
    }

    /** Every expression of every dashboard and of every file of alert rules. */
    private static List<String> expressions() throws IOException {
        Path config = Path.of("..", "config");
        List<String> expressions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(config)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".json")) {
                    collect(new ObjectMapper().readTree(file.toFile()), expressions);
                } else if (name.startsWith("alerts") && name.endsWith(".yml")) {
                    collect(new YAMLMapper().readTree(file.toFile()), expressions);
                }
            }
        }
        return expressions;
    }

    private static void collect(JsonNode node, List<String> expressions) {
        if (node.path("expr").isTextual()) {
            expressions.add(node.path("expr").asText());
        }
        node.forEach(child -> collect(child, expressions));
    }

    private static String get(HttpClient client, String address) throws Exception {
        return client.send(request(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String post(HttpClient client, String address, String body) throws Exception {
        return client.send(
                        request(address)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
    }
}
