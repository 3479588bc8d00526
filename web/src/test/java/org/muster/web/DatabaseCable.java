package org.muster.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.muster.common.config.DatabaseConfig;

/** A cable to the database that can be pulled out and plugged in again. */
public final class DatabaseCable implements AutoCloseable {
    private final DatabaseConfig far;
    private final ServerSocket near;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean pulled;

    public DatabaseCable(DatabaseConfig far) throws IOException {
        this.far = far;
        this.near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The configuration of a database at the near end. */
    public DatabaseConfig config() {
        URI url = URI.create(far.url().substring("jdbc:".length()));
        String there = url.getHost() + ":" + url.getPort();
        String here = "127.0.0.1:" + near.getLocalPort();
        return new DatabaseConfig(far.url().replace(there, here), far.user(), far.password(), far.maxConnections());
    }

    /** Breaks all connections and lets nobody in. */
    public void pull() throws IOException {
        pulled = true;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    public void plugIn() {
        pulled = false;
    }

    private void accept() {
        while (!near.isClosed()) {
            try {
                Socket client = near.accept();
                if (pulled) {
                    client.close();
                    continue;
                }
                URI url = URI.create(far.url().substring("jdbc:".length()));
                Socket server = new Socket(url.getHost(), url.getPort());
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> carry(client, server));
                Thread.ofVirtual().start(() -> carry(server, client));
            } catch (IOException closed) {
                // The next look at the socket ends the loop when the cable is gone for good.
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // Both ends are closed, which is how the other direction learns of it.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        pull();
    }
}
