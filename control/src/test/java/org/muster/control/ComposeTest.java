package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.yaml.snakeyaml.Yaml;

/** The project in containers, as far as it can be checked without any: its files agree with the program and each other. */
final class ComposeTest {
    private static final Path HOME = Path.of("..");

    private final JsonNode compose = yaml("docker-compose.yml");

    @Test
    void every_daemon_has_a_service_that_runs_it_by_its_name() {
        Set<String> services = new HashSet<>();
        for (Map.Entry<String, JsonNode> service : compose.path("services").properties()) {
            List<String> command = texts(service.getValue().path("command"));
            if (!command.isEmpty() && command.getFirst().equals("run")) {
                assertThat(command).hasSize(4).endsWith("--config", "config/containers/muster.yaml");
                assertThat(command.get(1)).isEqualTo(service.getKey());
                services.add(service.getKey());
            }
        }

        assertThat(services).containsExactlyInAnyOrderElementsOf(DaemonCatalog.names());
    }

    @Test
    void the_configuration_of_the_containers_is_one_that_the_daemons_take() {
        MusterConfig config = containers();

        assertThat(config.http().management().host()).isEqualTo("0.0.0.0");
        assertThat(config.project().masterUrl().getHost())
                .as("the client refuses a host without a dot")
                .contains(".");
        Map.of(
                        "web", config.http().webPort(),
                        "scheduler", config.http().schedulerPort(),
                        "file-upload-handler", config.http().uploadPort())
                .forEach((service, port) -> assertThat(
                                texts(compose.path("services").path(service).path("ports")))
                        .containsExactly(port + ":" + port));
    }

    @Test
    void what_the_configuration_takes_from_the_environment_comes_from_that_of_docker_compose() throws IOException {
        JsonNode environment = compose.path("services").path("web").path("environment");
        String config = Files.readString(HOME.resolve("config/containers/muster.yaml"));
        List<String> wanted = Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(config)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(wanted).hasSizeGreaterThan(3);
        for (String name : wanted) {
            assertThat(environment.path(name).asText()).startsWith("${" + name + ":-");
        }
    }

    @Test
    void one_service_makes_the_image_and_every_daemon_waits_for_it_and_tells_whether_it_is_ready() {
        String ready = "/127.0.0.1/" + containers().http().management().port();
        List<String> making = new ArrayList<>();
        for (Map.Entry<String, JsonNode> service : compose.path("services").properties()) {
            JsonNode about = service.getValue();
            if (about.has("build")) {
                making.add(service.getKey());
            }
            if (DaemonCatalog.names().contains(service.getKey())) {
                assertThat(about.path("depends_on")
                                .path("project")
                                .path("condition")
                                .asText())
                        .isEqualTo("service_completed_successfully");
                assertThat(about.path("image"))
                        .isEqualTo(compose.path("services").path("project").path("image"));
                assertThat(texts(about.path("healthcheck").path("test")).getLast())
                        .contains(ready, " /health/ready ");
            }
        }

        assertThat(making).containsExactly("project");
    }

    @Test
    void prometheus_asks_every_daemon_at_its_management_port() {
        JsonNode prometheus = yaml("config/prometheus/prometheus.yml");
        int port = containers().http().management().port();

        assertThat(texts(prometheus
                        .path("scrape_configs")
                        .path(0)
                        .path("static_configs")
                        .path(0)
                        .path("targets")))
                .containsExactlyInAnyOrderElementsOf(DaemonCatalog.names().stream()
                        .map(name -> name + ":" + port)
                        .toList());
        for (String file : texts(prometheus.path("rule_files"))) {
            assertThat(HOME.resolve("config/prometheus").resolve(file)).isRegularFile();
        }
    }

    @Test
    void what_is_mounted_is_there_and_every_named_volume_is_declared() {
        Set<String> declared = new HashSet<>();
        compose.path("volumes").fieldNames().forEachRemaining(declared::add);
        List<String> mounted = new ArrayList<>();
        compose.path("services").forEach(service -> mounted.addAll(texts(service.path("volumes"))));

        assertThat(mounted).isNotEmpty();
        for (String mount : mounted) {
            String from = mount.substring(0, mount.indexOf(':'));
            if (from.startsWith("./")) {
                // The operator makes the directory of the recordings.
                assertThat(from.equals("./recordings") || Files.exists(HOME.resolve(from)))
                        .as(from)
                        .isTrue();
            } else {
                assertThat(declared).contains(from);
            }
        }
    }

    @Test
    void every_alert_says_what_is_wrong_and_every_panel_asks_for_something() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        yaml("config/prometheus/alerts.yml")
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.path("expr").asText()).containsAnyOf("muster", "jvm");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
        });
        JsonNode dashboard = new ObjectMapper()
                .readTree(HOME.resolve("config/grafana/dashboards/muster.json").toFile());
        assertThat(dashboard.path("panels"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> assertThat(
                                panel.path("targets").path(0).path("expr").asText())
                        .isNotBlank());
    }

    private static MusterConfig containers() {
        return ConfigFile.read(
                HOME.resolve("config/containers/muster.yaml"), Map.of("MUSTER_DATABASE_PASSWORD", "secret"));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** With anchors and merge keys, as Docker Compose reads it. */
    private static JsonNode yaml(String file) {
        try {
            Object tree = new Yaml().load(Files.readString(HOME.resolve(file)));
            return new ObjectMapper().valueToTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
