package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaOptionsTest {
    private static final List<String> OURS = List.of("-Xmx128m", "-XX:+UseSerialGC");

    @Test
    void what_is_given_stands_behind_ours() {
        assertThat(JavaOptions.of(" -Xmx1g  -Dx=y ").behind(OURS))
                .containsExactly("-Xmx128m", "-XX:+UseSerialGC", "-Xmx1g", "-Dx=y");
        assertThat(JavaOptions.of(" ").behind(OURS)).isEqualTo(OURS);
    }

    @Test
    void a_collector_that_is_given_takes_the_place_of_ours_because_java_does_not_start_with_two() throws Exception {
        List<String> options = JavaOptions.of("-XX:+UseParallelGC").behind(OURS);

        assertThat(options).containsExactly("-Xmx128m", "-XX:+UseParallelGC");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.add("-version");
        assertThat(new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void other_options_that_begin_alike_are_no_collectors() {
        assertThat(JavaOptions.of("-XX:+UseCompactObjectHeaders -XX:-UseParallelGC")
                        .behind(OURS))
                .contains("-XX:+UseSerialGC");
    }
}
