package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "614, 24000, 368, 368",
        "614, 4096, 64, 368",
        "256, 24000, 154, 154",
        "200, 1024, 16, 104",
    })
    void most_of_a_heap_is_for_new_objects_as_far_as_the_machine_has_memory_for_a_dozen(
            long megabytes, long machine, String begin, String most) throws Exception {
        List<String> options = HeapOptions.of(megabytes, machine);
        String flags = flagsOfJavaWith(options);

        assertThat(flag(flags, "MaxHeapSize")).isEqualTo(Long.toString(megabytes << 20));
        assertThat(flag(flags, "UseSerialGC")).isEqualTo("true");
        assertThat(options).contains("-XX:NewSize=" + begin + "m", "-XX:MaxNewSize=" + most + "m");
    }

    @ParameterizedTest
    @CsvSource({"32", "128"})
    void a_heap_with_little_room_for_what_lives_longer_is_divided_by_java(long megabytes) throws Exception {
        List<String> options = HeapOptions.of(megabytes, 24_000);

        assertThat(options).containsExactly("-Xmx" + megabytes + "m", "-XX:+UseSerialGC");
        assertThat(flag(flagsOfJavaWith(options), "UseSerialGC")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"-Xmx200m", "-Xmn500m", "-XX:MaxHeapSize=200m", "-XX:+UseParallelGC", "-XX:+UseG1GC"})
    void java_starts_with_another_heap_or_collector_that_the_operator_gives(String given) throws Exception {
        List<String> options = JavaOptions.of(given).behind(HeapOptions.of(614, 24_000));

        assertThat(options).noneMatch(HeapOptions::divides).endsWith(given);
        flagsOfJavaWith(options);
    }

    @Test
    void what_has_nothing_to_do_with_the_heap_leaves_its_division() {
        assertThat(JavaOptions.of("-XX:+UseCompactObjectHeaders -Dx=y").behind(HeapOptions.of(614, 24_000)))
                .contains("-XX:NewSize=368m", "-Dx=y");
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
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).isZero();
        assertThat(printed).doesNotContain("[warning]");
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
