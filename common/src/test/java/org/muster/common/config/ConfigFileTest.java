package org.muster.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
    private static final String SMALLEST = """
            project:
              name: demo
              directory: /srv/demo
              masterUrl: http://example.invalid/demo/
            database:
              url: jdbc:mysql://db/demo
              user: demo
            files:
              downloadDirectory: /srv/demo/download
              uploadDirectory: /srv/demo/upload
              templateDirectory: /srv/demo
              archiveDirectory: /srv/demo/archives
            keys:
              directory: /srv/demo/keys
            """;

    @TempDir
    Path directory;

    @Test
    void what_is_not_said_has_the_documented_default() throws IOException {
        MusterConfig config = read(SMALLEST);

        assertThat(config.project().schedulerUrl()).isEqualTo(URI.create("http://example.invalid/demo_cgi/cgi"));
        assertThat(config.project().uploadUrl())
                .isEqualTo(URI.create("http://example.invalid/demo_cgi/file_upload_handler"));
        assertThat(config.project().downloadUrl()).isEqualTo(URI.create("http://example.invalid/demo/download"));
        assertThat(config.files().fanOut()).isEqualTo(1024);
        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8080, 8080, 8080));
        assertThat(config.scheduler())
                .isEqualTo(new SchedulerConfig(1000, 6, 10, 0, 0, Boolean.TRUE, Boolean.TRUE, 0, 3600));
        assertThat(config.splitter())
                .isEqualTo(new SplitterConfig(null, "spike_search", 5000, 2500, 604_800, 2, 4096, 65_536, 256));
        assertThat(config.backend()).isEqualTo(new BackendConfig(900, 1, 5, Map.of(), Map.of(), 0, 0));
        assertThat(config.backend().loops()).isEqualTo(2);
    }

    @Test
    void what_is_written_is_read_back_the_same() throws IOException {
        MusterConfig config = read(SMALLEST);

        assertThat(read(ConfigFile.text(config))).isEqualTo(config);
    }

    @Test
    void the_annotated_defaults_are_a_configuration_and_say_the_defaults() {
        Path annotated = Path.of("..", "config", "muster.yaml");

        MusterConfig config = ConfigFile.read(annotated, Map.of("MUSTER_DATABASE_PASSWORD", "x"));

        assertThat(config.scheduler()).isEqualTo(SchedulerConfig.defaults());
        assertThat(config.splitter()).isEqualTo(SplitterConfig.defaults());
        assertThat(config.backend().batchSize())
                .isEqualTo(BackendConfig.defaults().batchSize());
        assertThat(config.backend().loops()).isEqualTo(BackendConfig.defaults().loops());
        assertThat(config.http().webPort()).isEqualTo(HttpConfig.defaults().webPort());
    }

    @Test
    void an_unknown_setting_is_refused_by_name_and_line() {
        assertThatThrownBy(() -> read(SMALLEST.replace("  user: demo", "  usr: demo")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown setting 'usr'")
                .hasMessageContaining("line 8");
    }

    @Test
    void a_missing_setting_is_named() {
        assertThatThrownBy(() -> read(SMALLEST.replace("  masterUrl: http://example.invalid/demo/\n", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("project.masterUrl");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ConfigFile.read(directory.resolve("absent.yaml"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent.yaml");
    }

    @Test
    void variables_come_from_the_environment_or_their_default() throws IOException {
        String text = SMALLEST.replace("user: demo", "user: ${DB_USER:fallback}\n  password: ${DB_PASSWORD}");

        DatabaseConfig database = read(text, Map.of("DB_PASSWORD", "s3:cret")).database();

        assertThat(database.user()).isEqualTo("fallback");
        assertThat(database.password()).isEqualTo("s3:cret");
        assertThat(database.toString()).doesNotContain("s3:cret");
        assertThatThrownBy(() -> read(text)).hasMessageContaining("${DB_PASSWORD}");
    }

    private MusterConfig read(String text) throws IOException {
        return read(text, Map.of());
    }

    private MusterConfig read(String text, Map<String, String> environment) throws IOException {
        return ConfigFile.read(Files.writeString(directory.resolve("muster.yaml"), text), environment);
    }
}
