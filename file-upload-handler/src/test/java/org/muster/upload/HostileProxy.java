package org.muster.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between clients and a handler, and does some of their connections harm. */
final class HostileProxy implements AutoCloseable {
    /** What it does when so many bytes of a request have passed. */
    enum Harm {
        /** Breaks both connections. */
        CUT,
        /** Hangs up on the client and lets the handler wait, as a network does that is gone. */
        STALL,
        /** Breaks both connections, and sends what it had of the request once more on a new one, which it breaks too. */
        REPEAT
    }

    private final int target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> stalled = new ConcurrentLinkedQueue<>();
    private volatile Optional<Plan> plan = Optional.empty();

    /** The harm that the next connection suffers when so many bytes of its request have passed. */
    record Plan(Harm harm, int after) {}

    HostileProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What happens to connections from now on; nothing when empty. */
    void plan(Optional<Plan> next) {
        plan = next;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Optional<Plan> mine = plan;
                threads.execute(() -> serve(client, mine));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Optional<Plan> mine) {
        try (client) {
            Socket handler = connect();
            threads.execute(() -> pass(handler, client));
            if (mine.isEmpty()) {
                client.getInputStream().transferTo(handler.getOutputStream());
                return;
            }
            byte[] request = pass(client, handler, mine.get().after());
            if (request.length < mine.get().after()) {
                return;
            }
            switch (mine.get().harm()) {
                case CUT -> handler.close();
                case STALL -> stalled.add(handler);
                case REPEAT -> {
                    handler.close();
                    try (Socket again = connect()) {
                        again.getOutputStream().write(request);
                    }
                }
            }
        } catch (IOException broken) {
            return;
        }
    }

    /** Passes the beginning of a request on as it comes, and returns it. */
    private static byte[] pass(Socket client, Socket handler, int bytes) throws IOException {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] piece = new byte[16_384];
        int read = 0;
        while (read >= 0 && passed.size() < bytes) {
            read = client.getInputStream().read(piece, 0, Math.min(piece.length, bytes - passed.size()));
            if (read > 0) {
                handler.getOutputStream().write(piece, 0, read);
                passed.write(piece, 0, read);
            }
        }
        return passed.toByteArray();
    }

    private static void pass(Socket handler, Socket client) {
        try (client) {
            handler.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException broken) {
            return;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), target);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket waiting : stalled) {
            waiting.close();
        }
        threads.shutdownNow();
    }
}
