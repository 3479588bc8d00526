package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Very many who watch one address of server-sent events, on one thread. Counts bytes and looks at nothing else. */
final class WatcherCrowd implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final long FIRST_STATE_MILLISECONDS = 120_000;

    private final Selector selector;
    private final int size;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Set<SelectionKey> served = new HashSet<>();
    private long bytes;

    private WatcherCrowd(Selector selector, int size) {
        this.selector = selector;
        this.size = size;
    }

    static WatcherCrowd connect(int port, String path, int size) throws IOException {
        WatcherCrowd crowd = new WatcherCrowd(Selector.open(), size);
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(crowd.selector, SelectionKey.OP_READ);
        }
        return crowd;
    }

    /** Returns once everybody was sent something. */
    void awaitFirstState() throws IOException {
        long end = System.currentTimeMillis() + FIRST_STATE_MILLISECONDS;
        while (served.size() < size) {
            if (System.currentTimeMillis() > end) {
                throw new IOException("only " + served.size() + " of " + size + " watchers were sent anything");
            }
            readFor(200);
        }
        readFor(2000);
    }

    /** Takes what comes for a time. */
    void readFor(long milliseconds) throws IOException {
        long end = System.currentTimeMillis() + milliseconds;
        for (long left = milliseconds; left > 0; left = end - System.currentTimeMillis()) {
            selector.select(key -> read(key), left);
        }
    }

    /** All bytes that have come so far. */
    long bytes() {
        return bytes;
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int read = ((SocketChannel) key.channel()).read(buffer);
            if (read < 0) {
                throw new IllegalStateException("the web daemon let a watcher go");
            }
            bytes += read;
            served.add(key);
        } catch (IOException e) {
            throw new IllegalStateException("the web daemon let a watcher go", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
