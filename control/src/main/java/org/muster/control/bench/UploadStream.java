package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;

/** Uploads of small files over a few connections, each as soon as the one before it was acknowledged. */
final class UploadStream {
    private static final String PATH = "/muster_cgi/file_upload_handler";
    private static final int BYTES = 10_000;
    /** Most uploads of a series over one connection; so many rows are made beforehand. */
    private static final int MOST = 5000;

    /** The words with which names begin. */
    static final List<String> SERIES = List.of("warm", "alone", "beside", "after");

    private final InetSocketAddress server;
    private final int connections;
    private final List<String> acknowledged = new ArrayList<>();

    UploadStream(InetSocketAddress server, int connections) {
        this.server = server;
        this.connections = connections;
    }

    /** Makes the rows of the results whose files are uploaded in all series. */
    static void insertRows(Database work, int connections) {
        for (String series : SERIES) {
            for (int i = 0; i < connections; i++) {
                String prefix = prefix(series, i);
                List<List<Object>> rows = IntStream.range(0, MOST)
                        .mapToObj(number -> List.<Object>of(1, 1, prefix + number, 4, document(prefix + number)))
                        .toList();
                work.write(handle -> ManyRows.insert(
                        handle, "result", List.of("workunitid", "appid", "name", "server_state", "xml_doc_in"), rows));
            }
        }
    }

    private static String prefix(String series, int connection) {
        return series + "_" + connection + "_";
    }

    private static String file(String result) {
        return result + "_r1_0";
    }

    private static byte[] document(String result) {
        return ("<file_info>\n<name>" + file(result) + "</name>\n</file_info>\n<result>\n</result>\n")
                .getBytes(US_ASCII);
    }

    /**
     * Uploads for so long.
     *
     * @param series one of {@link #SERIES}, each used once
     * @return latencies in microseconds
     */
    Histogram run(String series, int seconds) throws InterruptedException, ExecutionException {
        Histogram latencies = new ConcurrentHistogram(3);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                String prefix = prefix(series, i);
                running.add(threads.submit(() -> upload(prefix, end, latencies)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return latencies;
    }

    /** The names of all files that were acknowledged. */
    List<String> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    private void upload(String prefix, long end, Histogram latencies) {
        byte[] content = new byte[BYTES];
        new Random(prefix.hashCode()).nextBytes(content);
        try (KeepAliveConnection connection = new KeepAliveConnection(server)) {
            for (int number = 0; number < MOST && System.nanoTime() < end; number++) {
                String name = file(prefix + number);
                byte[] request = request(name, content);
                long begun = System.nanoTime();
                String reply = new String(connection.post(PATH, request), US_ASCII);
                latencies.recordValue((System.nanoTime() - begun) / 1000);
                if (!reply.contains("<status>0</status>")) {
                    throw new IOException("the upload of " + name + " was answered: " + reply);
                }
                synchronized (acknowledged) {
                    acknowledged.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] request(String name, byte[] content) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(content.length + 500);
        request.write(("<data_server_request>\n<core_client_major_version>7</core_client_major_version>\n"
                        + "<core_client_minor_version>20</core_client_minor_version>\n"
                        + "<core_client_release>5</core_client_release>\n<file_upload>\n<file_info>\n<name>" + name
                        + "</name>\n<max_nbytes>" + content.length + "</max_nbytes>\n</file_info>\n<nbytes>"
                        + content.length + "</nbytes>\n<offset>0</offset>\n<data>\n")
                .getBytes(US_ASCII));
        request.write(content);
        return request.toByteArray();
    }
}
