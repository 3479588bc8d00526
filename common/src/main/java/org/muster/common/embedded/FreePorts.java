package org.muster.common.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine's loopback on which nobody listens, for servers that are started a moment later. They lie below
 * those that operating systems give to outgoing connections (from 32768 on Linux, from 49152 by RFC 6335), so no
 * connection takes one meanwhile, and a process is never told the same one twice. Thread-safe.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 200;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /**
     * A port.
     *
     * @throws UncheckedIOException when none was found
     */
    public static int next() {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!GIVEN.add(port)) {
                continue;
            }
            try {
                tryOut(port);
                return port;
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new UncheckedIOException("no free port was found between " + FIRST + " and " + LAST, last);
    }

    /** Whether nobody listens on a port of the loopback now. */
    static boolean isFree(int port) {
        try {
            tryOut(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void tryOut(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
}
