package org.muster.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.assimilator.FinishedWorkunit.Computed;
import org.muster.assimilator.FinishedWorkunit.Failed;
import org.muster.common.work.DocumentFile;

class CopyHandlerTest {

    @TempDir
    Path temporary;

    private Path results;
    private CopyHandler handler;

    @BeforeEach
    void begin() {
        results = temporary.resolve("results");
        handler = new CopyHandler(results);
    }

    @Test
    void every_output_file_is_copied_under_its_own_name_also_an_empty_one() throws IOException {
        Computed workunit = computed(output("a", "text", false), output("b", "", false));

        assertThat(handler.take(List.of(workunit))).isEmpty();

        assertThat(results.resolve("a")).hasContent("text");
        assertThat(results.resolve("b")).isEmptyFile();
    }

    @Test
    void copying_again_changes_nothing() throws IOException {
        Computed workunit = computed(output("a", "text", false));
        handler.take(List.of(workunit));
        var written = Files.getLastModifiedTime(results.resolve("a"));

        assertThat(handler.take(List.of(workunit))).isEmpty();

        assertThat(Files.getLastModifiedTime(results.resolve("a"))).isEqualTo(written);
        assertThat(results).isDirectoryNotContaining(file -> !file.endsWith("a"));
    }

    @Test
    void only_an_optional_output_file_may_be_missing() throws IOException {
        Computed good = computed(output("a", "text", false), missing("b", true));
        Computed bad = new Computed(2, "w2", "w2_0", List.of(missing("c", false)));

        assertThat(handler.take(List.of(good, bad))).containsOnlyKeys(2L);
        assertThat(handler.take(List.of(bad)).get(2L)).contains("w2_0").contains("c");
    }

    @Test
    void another_files_content_under_the_same_name_is_a_problem_and_stays() throws IOException {
        Files.createDirectories(results);
        Files.writeString(results.resolve("a"), "older");

        Map<Long, String> problems = handler.take(List.of(computed(output("a", "newer", false))));

        assertThat(problems).containsOnlyKeys(1L);
        assertThat(results.resolve("a")).hasContent("older");
    }

    @Test
    void a_workunit_that_was_given_up_leaves_a_note() throws IOException {
        Failed failed = new Failed(1, "w", "too many error results");

        assertThat(handler.take(List.of(failed))).isEmpty();
        assertThat(handler.take(List.of(new Failed(1, "w", "cancelled")))).isEmpty();

        assertThat(results.resolve("errors").resolve("w")).hasContent("too many error results\n");
    }

    private static Computed computed(OutputFile... outputs) {
        return new Computed(1, "w", "w_0", List.of(outputs));
    }

    private OutputFile output(String name, String content, boolean optional) throws IOException {
        Path stored = temporary.resolve("uploads").resolve(name);
        Files.createDirectories(stored.getParent());
        Files.writeString(stored, content);
        return new OutputFile(description(name, optional), Optional.of(stored));
    }

    private static OutputFile missing(String name, boolean optional) {
        return new OutputFile(description(name, optional), Optional.empty());
    }

    private static DocumentFile description(String name, boolean optional) {
        return new DocumentFile(name, name, OptionalLong.empty(), false, optional, true);
    }
}
