package org.muster.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

    @Test
    void what_a_benchmark_started_ends_when_the_benchmark_is_killed() throws Exception {
        Process benchmark = java("benchmark");
        ProcessHandle daemons = ProcessHandle.of(
                        Long.parseLong(benchmark.inputReader().readLine()))
                .orElseThrow();
        assertThat(daemons.isAlive()).isTrue();

        benchmark.destroyForcibly().waitFor();

        daemons.onExit().get(60, TimeUnit.SECONDS);
        assertThat(daemons.isAlive()).isFalse();
    }

    /** The benchmark, and the daemons it starts: both would run for minutes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("benchmark")) {
            System.out.println(java("daemons").pid());
        } else {
            ParentWatch.endWithParent();
        }
        Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    }

    private static Process java(String role) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        ParentWatch.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentWatchTest.class.getName(),
                        role))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
