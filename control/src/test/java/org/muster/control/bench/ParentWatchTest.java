package org.muster.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParentWatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"daemons", "hanging"})
    void what_a_benchmark_started_ends_when_the_benchmark_is_killed(String role) throws Exception {
        Process benchmark = java("benchmark", role);
        ProcessHandle daemons = ProcessHandle.of(
                        Long.parseLong(benchmark.inputReader().readLine()))
                .orElseThrow();
        assertThat(daemons.isAlive()).isTrue();

        benchmark.destroyForcibly().waitFor();

        daemons.onExit().get(60, TimeUnit.SECONDS);
        assertThat(daemons.isAlive()).isFalse();
    }

    /** The benchmark, and the daemons it starts, which may hang when they are to end: all would run for minutes. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("benchmark")) {
            System.out.println(java(arguments[1]).pid());
        } else {
            if (arguments[0].equals("hanging")) {
                Runtime.getRuntime().addShutdownHook(new Thread(ParentWatchTest::hang));
            }
            ParentWatch.endWithParent();
        }
        hang();
    }

    private static void hang() {
        LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(5));
    }

    private static Process java(String... role) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ParentWatch.option(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentWatchTest.class.getName()));
        command.addAll(List.of(role));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
