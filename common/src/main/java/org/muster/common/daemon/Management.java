package org.muster.common.daemon;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.config.ConfigException;
import org.muster.common.config.ManagementConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a process is watched, on a port of its own: {@code /metrics} in Prometheus' form, {@code /health/live} (the process
 * answers), {@code /health/ready} (every daemon works and the database is there; 503 with the reasons otherwise).
 *
 * <p>Processes of one machine share one setting: each takes the first port from there on that is free. That none is free
 * is no reason not to work.
 */
final class Management implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Management.class);
    private static final int PORTS = 100;

    private final ManagementConfig config;
    private final PrometheusMeterRegistry metrics;
    private final List<Daemon> daemons;
    private JettyListeners listeners;
    private int port;

    Management(ManagementConfig config, PrometheusMeterRegistry metrics, List<Daemon> daemons, Daemon heart) {
        this.config = config;
        this.metrics = metrics;
        this.daemons = new ArrayList<>(daemons);
        this.daemons.add(heart);
    }

    void start() {
        if (!config.listens()) {
            return;
        }
        for (int tried = config.port(); tried < config.port() + PORTS; tried++) {
            if (isFree(tried) && listens(tried)) {
                log.info("metrics and health are at http://{}:{}/metrics", config.host(), tried);
                return;
            }
        }
        log.warn("nobody can watch this process: no port is free on {} from {} on", config.host(), config.port());
    }

    /** The port taken; 0 when there is none. */
    int port() {
        return port;
    }

    private boolean isFree(int tried) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.host(), tried));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private boolean listens(int tried) {
        JettyListeners trying = new JettyListeners(config.host());
        trying.add(tried, "/", new Answers());
        try {
            trying.start();
        } catch (ConfigException takenMeanwhile) {
            return false;
        }
        listeners = trying;
        port = tried;
        return true;
    }

    @Override
    public void close() {
        if (listeners != null) {
            listeners.close();
            listeners = null;
        }
    }

    private Readiness readiness() {
        return Readiness.of(daemons.stream()
                .map(daemon -> new Readiness.Named(daemon.name(), daemon.status()))
                .toList());
    }

    private final class Answers extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/metrics" ->
                    answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape(), response, callback);
                case "/health/live" -> answer(200, "text/plain; charset=utf-8", "alive\n", response, callback);
                case "/health/ready" -> {
                    Readiness readiness = readiness();
                    String words = readiness.ready() ? "ready" : String.join("\n", readiness.reasons());
                    answer(
                            readiness.ready() ? 200 : 503,
                            "text/plain; charset=utf-8",
                            words + "\n",
                            response,
                            callback);
                }
                default ->
                    answer(
                            404,
                            "text/plain; charset=utf-8",
                            "Here are /metrics, /health/live and /health/ready.\n",
                            response,
                            callback);
            }
            return true;
        }

        private static void answer(int status, String type, String body, Response response, Callback callback) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            Content.Sink.write(response, true, body, callback);
        }
    }
}
