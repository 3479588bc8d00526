package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/** Waits for what daemons bring about, as long as they live. */
final class Waiting {
    private static final long LOOK_MILLISECONDS = 100;
    private static final int CONNECT_MILLISECONDS = 1000;

    private Waiting() {}

    static void until(ChildDaemons daemons, BooleanSupplier condition) throws IOException, InterruptedException {
        while (!condition.getAsBoolean()) {
            daemons.requireAlive();
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }

    static void forServer(InetSocketAddress server, ChildDaemons daemons) throws IOException, InterruptedException {
        until(daemons, () -> answers(server));
    }

    private static boolean answers(InetSocketAddress server) {
        try (Socket socket = new Socket()) {
            socket.connect(server, CONNECT_MILLISECONDS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
