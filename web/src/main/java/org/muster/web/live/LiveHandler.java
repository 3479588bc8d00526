package org.muster.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;

/**
 * Server-sent events to all who watch a document. Its pass, run every few seconds, asks for the newest state once and sends
 * everybody the same difference; while nobody watches it does nothing. A watcher holds no thread. With {@code ?whole=1} the
 * whole is sent at every change, for programs that cannot apply differences. Thread-safe.
 */
public final class LiveHandler extends Handler.Abstract implements Pass, Graceful {
    private static final int MOST_WATCHERS = 10_000;
    private static final int MOST_DIFFERENCES = 300;
    private static final int MOST_DIFFERENCE_BYTES = 1 << 20;
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration STALE = Duration.ofSeconds(6);

    private final String path;
    private final Supplier<JsonNode> newest;
    private final BooleanSupplier closed;
    private final LongAdder handled;
    private final LiveChannel channel;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<CompletableFuture<Void>> shutdown = new AtomicReference<>();
    private volatile Runnable wake = () -> {};
    private volatile long publishedAt = Long.MIN_VALUE;
    private long saidAt;

    /**
     * @param path the whole path of the address
     * @param newest computes the state
     * @param closed true while nobody may watch
     * @param handled counts those who came
     * @param epoch a name that no other process has had
     */
    public LiveHandler(
            String path,
            Supplier<JsonNode> newest,
            BooleanSupplier closed,
            LongAdder handled,
            String epoch,
            InstantSource clock) {
        super(InvocationType.NON_BLOCKING);
        this.path = path;
        this.newest = newest;
        this.closed = closed;
        this.handled = handled;
        this.channel = new LiveChannel(epoch, clock, MOST_DIFFERENCES, MOST_DIFFERENCE_BYTES);
    }

    /** What makes the pass run at once: somebody has come and waits for the first state. */
    public void whenSomebodyComes(Runnable runPass) {
        wake = runPass;
    }

    /** How many watch now. */
    public int watchers() {
        return watchers.size();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!path.equals(request.getHttpURI().getCanonicalPath())) {
            return false;
        }
        handled.increment();
        boolean room = watchers.size() < MOST_WATCHERS && !closed.getAsBoolean() && !isShutdown();
        if (!HttpMethod.GET.is(request.getMethod()) || !room) {
            response.setStatus(room ? 405 : 503);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            if (!room) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, 30);
            }
            callback.succeeded();
            return true;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("X-Accel-Buffering", "no");
        watch(request, response, callback);
        return true;
    }

    private void watch(Request request, Response response, Callback callback) {
        AtomicReference<Watcher> self = new AtomicReference<>();
        boolean whole = "whole=1".equals(request.getHttpURI().getQuery());
        Watcher watcher = new Watcher(
                channel,
                channel.number(request.getHeaders().get("Last-Event-ID")),
                whole,
                response,
                callback,
                () -> watchers.remove(self.get()));
        self.set(watcher);
        watchers.add(watcher);
        if (isFresh()) {
            watcher.update();
        } else {
            wake.run();
        }
    }

    private boolean isFresh() {
        long at = publishedAt;
        return at != Long.MIN_VALUE && System.nanoTime() - at < STALE.toNanos();
    }

    @Override
    public PassOutcome run() {
        if (watchers.isEmpty()) {
            return PassOutcome.IDLE;
        }
        if (closed.getAsBoolean()) {
            watchers.forEach(Watcher::end);
            return PassOutcome.IDLE;
        }
        channel.publish(newest.get());
        publishedAt = System.nanoTime();
        watchers.forEach(Watcher::update);
        if (publishedAt - saidAt > SILENCE.toNanos()) {
            saidAt = publishedAt;
            watchers.forEach(Watcher::stillThere);
        }
        return PassOutcome.IDLE;
    }

    /** The server stops: everybody is let go. */
    @Override
    public CompletableFuture<Void> shutdown() {
        shutdown.compareAndSet(null, CompletableFuture.completedFuture(null));
        watchers.forEach(Watcher::end);
        return shutdown.get();
    }

    @Override
    public boolean isShutdown() {
        return shutdown.get() != null;
    }
}
