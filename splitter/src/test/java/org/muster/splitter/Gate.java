package org.muster.splitter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.common.config.DatabaseConfig;

/** A gate before a database: while it is shut, the database cannot be reached and open connections are broken. */
final class Gate implements AutoCloseable {
    private static final Pattern HOST_AND_PORT = Pattern.compile("//([^:/]+):(\\d+)/");

    private final ServerSocket listener;
    private final InetSocketAddress database;
    private final Set<Socket> sockets = new HashSet<>();
    private boolean open = true;

    Gate(DatabaseConfig behind) throws IOException {
        Matcher address = HOST_AND_PORT.matcher(behind.url());
        if (!address.find()) {
            throw new IllegalArgumentException("no host and port in " + behind.url());
        }
        database = new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2)));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The way to the same database through the gate. */
    DatabaseConfig through(DatabaseConfig behind) {
        String url = HOST_AND_PORT
                .matcher(behind.url())
                .replaceFirst("//" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort() + "/");
        return new DatabaseConfig(url, behind.user(), behind.password(), 2);
    }

    synchronized void shut() throws IOException {
        open = false;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    synchronized void open() {
        open = true;
    }

    @Override
    public void close() throws IOException {
        shut();
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (!let(client)) {
                    client.close();
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private synchronized boolean let(Socket client) throws IOException {
        if (!open) {
            return false;
        }
        Socket server = new Socket();
        server.connect(database);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
        return true;
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException broken) {
            // Shut, or one side has ended.
        }
    }
}
