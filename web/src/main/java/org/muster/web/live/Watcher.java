package org.muster.web.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One who watches. At most one write is under way; what happens meanwhile waits in the channel, not here, so a slow watcher
 * costs no more memory than a quick one, and gets the differences it missed, or the whole, once its connection takes bytes
 * again. Thread-safe; never blocks.
 */
final class Watcher implements Callback {
    private static final byte[] STILL_THERE = ": still there\n\n".getBytes(StandardCharsets.US_ASCII);

    private final LiveChannel channel;
    private final boolean alwaysWhole;
    private final Response response;
    private final Callback end;
    private final Runnable gone;

    private long known;
    private boolean writing;
    private boolean ending;
    private boolean ended;

    /**
     * @param known number of the state that it knows, 0 for none
     * @param alwaysWhole whether it wants the whole each time
     * @param end completed when it goes
     * @param gone run when it goes
     */
    Watcher(LiveChannel channel, long known, boolean alwaysWhole, Response response, Callback end, Runnable gone) {
        this.channel = channel;
        this.known = known;
        this.alwaysWhole = alwaysWhole;
        this.response = response;
        this.end = end;
        this.gone = gone;
    }

    /** Sends what it does not know yet, unless it is still taking what it was sent before. */
    void update() {
        byte[] bytes;
        synchronized (this) {
            if (writing || ending || ended) {
                return;
            }
            Optional<LiveChannel.Message> message = channel.since(known);
            if (message.isPresent() && alwaysWhole) {
                message = channel.whole();
            }
            if (message.isEmpty()) {
                return;
            }
            known = message.get().number();
            bytes = message.get().bytes();
            writing = true;
        }
        response.write(false, ByteBuffer.wrap(bytes), this);
    }

    /** Sends a comment, so that connections that nobody is behind any more are found. */
    void stillThere() {
        synchronized (this) {
            if (writing || ending || ended) {
                return;
            }
            writing = true;
        }
        response.write(false, ByteBuffer.wrap(STILL_THERE), this);
    }

    /** Ends the answer, after what is being written; the browser will come again by itself. */
    void end() {
        synchronized (this) {
            ending = true;
            if (writing || ended) {
                return;
            }
            ended = true;
        }
        gone.run();
        response.write(true, null, end);
    }

    @Override
    public void succeeded() {
        boolean last;
        synchronized (this) {
            writing = false;
            last = ending;
        }
        if (last) {
            end();
        } else {
            update();
        }
    }

    @Override
    public void failed(Throwable thrown) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        gone.run();
        end.failed(thrown);
    }
}
