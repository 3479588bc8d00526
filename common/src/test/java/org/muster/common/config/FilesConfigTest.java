package org.muster.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;

final class FilesConfigTest {
    private static final String REST = """
            project: {name: demo, directory: /srv/demo, masterUrl: "http://example.invalid/demo/"}
            database: {url: "jdbc:mysql://db/demo", user: demo}
            keys: {directory: /srv/demo/keys}
            files:
              templateDirectory: /srv/demo
              archiveDirectory: /srv/demo/archives
            """;

    @TempDir
    Path directory;

    @Test
    void a_directory_is_an_area_that_is_open_and_reached_at_the_projects_url() throws IOException {
        FilesConfig files =
                read("  downloadDirectory: /srv/a\n  uploadDirectory: /srv/b\n").files();

        assertThat(files.downloads().roots()).containsExactly(Path.of("/srv/a"));
        assertThat(files.uploads().roots()).containsExactly(Path.of("/srv/b"));
        assertThat(files.layout()).isEqualTo(FanOut.STANDARD);
        assertThat(files.downloads().members().getFirst().open()).isTrue();
        assertThat(files.downloads().members().getFirst().other()).isEmpty();
        assertThat(files.downloadAreas().getFirst().urlsOr(URI.create("http://x.invalid/d/")))
                .containsExactly("http://x.invalid/d");
    }

    @Test
    void several_areas_with_urls_of_their_own_and_a_layout_of_two_levels() throws IOException {
        MusterConfig config = read("""
                  fanOutLevels: 2
                  otherLayout: {levels: 1}
                  downloadAreas:
                    - {directory: /srv/a}
                    - {directory: /mnt/b/download, urls: ["http://b.invalid/d/", "http://m.invalid/b"], open: false, name: cold}
                  uploadAreas:
                    - {directory: /srv/u, urls: ["http://u.invalid/cgi/file_upload_handler"]}
                """);

        FilesConfig files = config.files();
        assertThat(files.downloadDirectory()).isEqualTo(Path.of("/srv/a"));
        assertThat(files.uploadDirectory()).isEqualTo(Path.of("/srv/u"));
        assertThat(files.layout()).isEqualTo(new FanOut(1024, 2));
        assertThat(files.downloads().members()).extracting("other").containsOnly(Optional.of(FanOut.STANDARD));
        assertThat(files.downloads().members()).extracting("open").containsExactly(true, false);
        assertThat(files.downloadAreas()).extracting("name").containsExactly("/srv/a", "cold");
        assertThat(files.downloadAreas().get(1).isCalled("cold")).isTrue();
        assertThat(files.downloadAreas().get(1).isCalled("/mnt/b/../b/download/"))
                .isTrue();
        assertThat(files.downloadAreas().get(0).isCalled("cold")).isFalse();
        assertThat(files.downloadAreas().get(1).urlsOr(config.project().downloadUrl()))
                .containsExactly("http://b.invalid/d", "http://m.invalid/b");
        assertThat(ConfigFile.read(
                        Files.writeString(directory.resolve("again.yaml"), ConfigFile.text(config)), Map.of()))
                .isEqualTo(config);
    }

    @Test
    void what_contradicts_itself_is_refused_by_name() {
        assertThatThrownBy(() -> read("  uploadDirectory: /b\n")).hasMessageContaining("files.downloadDirectory");
        assertThatThrownBy(() ->
                        read("  downloadDirectory: /a\n  uploadDirectory: /b\n  downloadAreas: [{directory: /c}]\n"))
                .hasMessageContaining("files.downloadDirectory is /a");
        assertThatThrownBy(() -> read("  uploadDirectory: /b\n  downloadAreas: [{directory: /c}, {directory: /c}]\n"))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> read("  uploadDirectory: /b\n"
                        + "  downloadAreas: [{directory: /c, name: x}, {directory: /d, name: x}]\n"))
                .hasMessageContaining("same name");
        assertThatThrownBy(() -> read("  downloadDirectory: /a\n"
                        + "  uploadAreas: [{directory: /c, urls: [\"http://x.invalid/up\"]}]\n"))
                .hasMessageContaining("file_upload_handler");
        assertThatThrownBy(() -> read("  downloadDirectory: /a\n  uploadDirectory: /b\n  fanOutLevels: 5\n"))
                .hasMessageContaining("files.fanOutLevels");
    }

    private MusterConfig read(String files) throws IOException {
        return ConfigFile.read(Files.writeString(directory.resolve("muster.yaml"), REST + files), Map.of());
    }
}
