package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.muster.control.bench.ServedFiles.ServedFile;

/** Clients that fetch one file again and again over connections that stay open, and throw its bytes away. */
final class DownloadLoad {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_GIGABYTE = 1e9;

    /**
     * What a run came to.
     *
     * @param files files fetched
     * @param bytes their bytes
     * @param seconds how long it took
     * @param processorSeconds what the server's process took of the processors
     */
    record Measured(long files, long bytes, double seconds, double processorSeconds) {
        double megabytesPerSecond() {
            return bytes / seconds / 1e6;
        }

        double processorSecondsPerGigabyte() {
            return processorSeconds / (bytes / BYTES_PER_GIGABYTE);
        }
    }

    private DownloadLoad() {}

    /** Fetches for so many seconds over so many connections. */
    static Measured run(FileServer server, ServedFile file, int connections, double seconds)
            throws IOException, InterruptedException {
        LongAdder files = new LongAdder();
        long begin = System.nanoTime();
        double processor = server.processorSeconds();
        long end = begin + Math.round(seconds * NANOS_PER_SECOND);
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(threads.submit(() -> {
                    fetch(server, file, end, files);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A download from " + server.title() + " failed: " + e.getCause(), e);
        }
        return new Measured(
                files.sum(),
                files.sum() * file.bytes(),
                (System.nanoTime() - begin) / NANOS_PER_SECOND,
                server.processorSeconds() - processor);
    }

    private static void fetch(FileServer server, ServedFile file, long end, LongAdder files) throws IOException {
        byte[] request =
                ("GET " + server.prefix() + file.name() + " HTTP/1.1\r\nHost: bench\r\n\r\n").getBytes(US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (SocketChannel socket =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))) {
            while (System.nanoTime() < end) {
                socket.write(ByteBuffer.wrap(request));
                fetchOne(socket, buffer, file.bytes());
                files.increment();
            }
        }
    }

    private static void fetchOne(SocketChannel socket, ByteBuffer buffer, long size) throws IOException {
        buffer.clear();
        int header = -1;
        while (header < 0) {
            read(socket, buffer);
            String start = US_ASCII.decode(buffer.duplicate().flip()).toString();
            if (!start.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + start.lines().findFirst().orElse(""));
            }
            header = start.indexOf("\r\n\r\n");
        }
        long left = size - (buffer.position() - header - 4);
        while (left > 0) {
            buffer.clear();
            left -= read(socket, buffer);
        }
    }

    private static int read(SocketChannel socket, ByteBuffer buffer) throws IOException {
        int read = socket.read(buffer);
        if (read < 0) {
            throw new IOException("the server closed the connection");
        }
        return read;
    }
}
