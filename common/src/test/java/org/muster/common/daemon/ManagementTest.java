package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ManagementConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.testing.Eventually;

final class ManagementTest {
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void a_process_shows_its_passes_in_the_form_of_prometheus() throws Exception {
        LoopDaemon daemon = new LoopDaemon("validator", () -> new PassOutcome(7, false), Duration.ofHours(1));
        daemon.measure(metrics);
        try (Management management = new Management(config(FreePorts.next()), metrics, List.of(), heart())) {
            management.start();
            daemon.start();
            Eventually.until(() -> daemon.status().handled() == 7);

            HttpResponse<String> answer = get(management, "/metrics");

            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(answer.body())
                    .contains("muster_pass_seconds_count{daemon=\"validator\",outcome=\"done\"} 1")
                    .contains("muster_pass_rows_sum{daemon=\"validator\"} 7.0")
                    .contains("muster_daemon_handled_total{daemon=\"validator\"} 7.0");
        } finally {
            daemon.stop();
        }
    }

    @Test
    void a_process_whose_daemon_is_in_trouble_lives_and_is_not_ready() throws Exception {
        LoopDaemon daemon = new LoopDaemon(
                "validator",
                () -> {
                    throw new IllegalStateException("no such table");
                },
                Duration.ofHours(1));
        try (Management management = new Management(config(FreePorts.next()), metrics, List.of(daemon), heart())) {
            management.start();
            assertThat(get(management, "/health/ready").body()).contains("validator is starting");
            daemon.start();
            Eventually.until(() -> daemon.status().state() == DaemonState.TROUBLED);

            assertThat(get(management, "/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get(management, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("validator is in trouble: no such table\n");
        } finally {
            daemon.stop();
        }
    }

    @Test
    void of_several_processes_with_one_setting_each_has_a_port() throws Exception {
        ManagementConfig same = config(FreePorts.next());
        try (Management first = new Management(same, metrics, List.of(), heart());
                Management second = new Management(same, metrics, List.of(), heart())) {
            first.start();
            second.start();

            assertThat(first.port()).isGreaterThanOrEqualTo(same.port());
            assertThat(second.port()).isGreaterThan(first.port());
            assertThat(get(second, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    private static Daemon heart() {
        return new Daemon() {
            @Override
            public String name() {
                return "heartbeats";
            }

            @Override
            public void start() {}

            @Override
            public void stop() {}

            @Override
            public DaemonStatus status() {
                return new DaemonStatus(DaemonState.RUNNING, "", 0);
            }
        };
    }

    private static ManagementConfig config(int port) {
        return new ManagementConfig(null, port, null, 0, 0);
    }

    private static HttpResponse<String> get(Management management, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management.port() + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
