package org.muster.web.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.LoopDaemon;
import org.muster.web.TriggerFiles;
import org.muster.web.counts.StatusCollector;
import org.muster.web.counts.WorkQueue;
import org.muster.web.http.Page;
import org.muster.web.live.LiveHandler;

/**
 * What the server status consists of within a web daemon.
 *
 * @param desk knows how the project is
 * @param livePath the address of those who watch
 * @param live sends them what changes
 * @param collecting keeps the counts, if no other web daemon does
 * @param publishing looks for changes
 */
public record StatusParts(
        StatusDesk desk, String livePath, LiveHandler live, LoopDaemon collecting, LoopDaemon publishing) {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /**
     * Puts them together.
     *
     * @param base path of the master URL, with a final slash
     */
    public static StatusParts of(DaemonContext context, String base, TriggerFiles triggers, LongAdder handled) {
        StatusDesk desk = new StatusDesk(context.config(), context.work(), context.clock(), triggers);
        String path = base + "status/live";
        String epoch = HexFormat.of().formatHex(new SecureRandom().generateSeed(6));
        LiveHandler live =
                new LiveHandler(path, () -> document(desk), triggers::webStopped, handled, epoch, context.clock());
        StatusCollector collector =
                new StatusCollector(context.work(), context.clock(), hostName() + ":" + epoch, desk);
        LoopDaemon publishing = new LoopDaemon("web-live", live, BETWEEN_LOOKS);
        live.whenSomebodyComes(publishing::wake);
        measure(context.metrics(), desk, live);
        return new StatusParts(desk, path, live, new LoopDaemon("web-counts", collector, BETWEEN_ROUNDS), publishing);
    }

    /** Adds the page's style sheet and scripts. */
    public void addAssets(Map<String, Page> pages) {
        pages.put("status.css", request -> StatusAssets.STYLE.reply());
        pages.put("status/live.js", request -> StatusAssets.SCRIPT.reply());
        pages.put("status/json-patch.js", request -> StatusAssets.PATCH.reply());
    }

    private static JsonNode document(StatusDesk desk) {
        StatusView view = new StatusView();
        StatusHtml.body(desk.facts(), view);
        return view.document();
    }

    /** The queues as Prometheus wants them; every web daemon shows the same. */
    private static void measure(MeterRegistry metrics, StatusDesk desk, LiveHandler live) {
        Gauge.builder("muster.status.watchers", live, LiveHandler::watchers).register(metrics);
        for (WorkQueue queue : WorkQueue.values()) {
            Gauge.builder("muster.queue.rows", desk, source -> source.rows(queue))
                    .tag("queue", queue.key())
                    .register(metrics);
            Gauge.builder("muster.queue.oldest.seconds", desk, source -> source.oldestSeconds(queue))
                    .tag("queue", queue.key())
                    .register(metrics);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
