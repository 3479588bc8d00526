package org.muster.common.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.muster.common.config.ConfigException;
import org.muster.common.config.HttpConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of one process: one Jetty connector for each port that its daemons named, requests served on
 * virtual threads.
 */
public final class JettyListeners implements HttpListeners, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JettyListeners.class);
    private static final long IDLE_MILLISECONDS = 120_000;
    private static final long STOP_MILLISECONDS = 5_000;
    /** A storm's connections wait here instead of being refused. */
    private static final int ACCEPT_QUEUE = 4096;
    /** Held only while bytes are coming in; uploads are as much faster as they take fewer system calls. */
    private static final int INPUT_BUFFER = 32 * 1024;
    /** Jetty would keep each connection's headers for its next request: 100 kB a connection, to save a few strings. */
    private static final int NO_HEADERS_KEPT = 0;

    private final String host;
    private final UnaryOperator<Handler> around;
    private final Map<Integer, List<PathPrefix>> handlers = new TreeMap<>();
    private final Map<Integer, Server> servers = new TreeMap<>();
    private Optional<TlsConnectors> tls = Optional.empty();

    /** Listens on one address, for example {@code 127.0.0.1}, or {@code 0.0.0.0} for all. */
    public JettyListeners(String host) {
        this(host, UnaryOperator.identity());
    }

    /** The same, with something around every handler. */
    JettyListeners(String host, UnaryOperator<Handler> around) {
        this.host = host;
        this.around = around;
    }

    /**
     * Speaks TLS, too, where the configuration says so. To be called before {@link #start}.
     *
     * @throws ConfigException when there is no certificate that could be served
     */
    public JettyListeners withTls(HttpConfig http) {
        tls = TlsConnectors.of(http);
        return this;
    }

    @Override
    public void add(int port, String pathPrefix, Handler handler) {
        handlers.computeIfAbsent(port, ignored -> new ArrayList<>())
                .add(new PathPrefix(pathPrefix, around.apply(handler)));
    }

    /**
     * Begins to serve.
     *
     * @throws ConfigException when a port cannot be taken; the message names it
     */
    public void start() {
        handlers.forEach((port, prefixes) -> {
            prefixes.sort(PathPrefix.LONGEST_FIRST);
            Server server = server(port, new Handler.Sequence(List.copyOf(prefixes)));
            try {
                server.start();
            } catch (Exception e) {
                LifeCycle.stop(server);
                throw new ConfigException(
                        "cannot listen on " + host + ":" + port + ": " + reason(e)
                                + "; is another copy running, or another program on this port?",
                        e);
            }
            servers.put(port, server);
        });
        tls.ifPresent(TlsConnectors::start);
    }

    /** Takes no more requests, lets the running ones finish for some seconds, and ends; on all ports at once. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.values().forEach(server -> threads.execute(() -> stop(server)));
        }
        servers.clear();
        tls.ifPresent(TlsConnectors::close);
        tls = Optional.empty();
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (TimeoutException e) {
            log.warn(
                    "Requests were still being answered {} s after the HTTP server was told to stop, and are cut off",
                    STOP_MILLISECONDS / 1000);
        } catch (Exception e) {
            log.error("The HTTP server on {} does not stop", server.getURI(), e);
        }
    }

    private Server server(int port, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http-" + port);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setHeaderCacheSize(NO_HEADERS_KEPT);
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BUFFER);
        ServerConnector connector = new ServerConnector(server, connections);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        server.addConnector(connector);
        tls.flatMap(connectors -> connectors.beside(port, server, http)).ifPresent(secure -> {
            secure.setIdleTimeout(IDLE_MILLISECONDS);
            secure.setAcceptQueueSize(ACCEPT_QUEUE);
            server.addConnector(secure);
        });
        server.setHandler(new GracefulHandler(handler));
        server.setStopTimeout(STOP_MILLISECONDS);
        return server;
    }

    private static String reason(Exception thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
