package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapOptionsTest {

    @ParameterizedTest
    @ValueSource(longs = {32, 256, 614})
    void most_of_a_small_heap_is_for_new_objects(long megabytes) throws Exception {
        String flags = flagsOfJavaWith(HeapOptions.of(megabytes));

        assertThat(flag(flags, "MaxHeapSize")).isEqualTo(Long.toString(megabytes << 20));
        assertThat(flag(flags, "UseSerialGC")).isEqualTo("true");
        assertThat(Long.parseLong(flag(flags, "NewSize"))).isBetween(megabytes << 19, (megabytes << 20) * 2 / 3);
    }

    @Test
    void java_chooses_the_collector_of_a_large_heap() {
        assertThat(HeapOptions.of(4096)).containsExactly("-Xmx4096m");
    }

    private static String flagsOfJavaWith(List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
        Process java = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).isZero();
        return printed;
    }

    private static String flag(String printed, String name) {
        return printed.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && words[1].equals(name))
                .findFirst()
                .orElseThrow()[3];
    }
}
