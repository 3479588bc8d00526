package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Many uploads from a process of its own, because a process may not have file descriptors for a whole crowd. It opens all of
 * them and sends their first halves; told so, it sends the second halves and says which were acknowledged.
 */
final class CrowdSender implements AutoCloseable {
    private static final String OPEN = "open";
    private static final String ENDED = "ended";
    private static final int HEAP_MEBIBYTES = 256;
    private static final int THREADS = 64;

    private final Process process;
    private final BufferedReader said;
    private final PrintWriter told;

    private CrowdSender(Process process) {
        this.process = process;
        this.said = process.inputReader(US_ASCII);
        this.told = new PrintWriter(process.outputWriter(US_ASCII), true);
    }

    /**
     * Starts one, which begins at once.
     *
     * @param from number of its first file
     * @param to number behind its last file
     * @param ports of the handlers, which get files in turn
     */
    static CrowdSender start(int from, int to, List<Integer> ports) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                CrowdSender.class.getName(),
                Integer.toString(from),
                Integer.toString(to)));
        ports.forEach(port -> command.add(port.toString()));
        return new CrowdSender(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until all its uploads are open and half sent. */
    void awaitOpen() throws IOException {
        if (!OPEN.equals(said.readLine())) {
            throw new IOException("the sender could not open its uploads");
        }
    }

    /** Has the second halves sent. */
    void end() {
        told.println();
    }

    /** The next file that was acknowledged, or null when there are no more. */
    CrowdFile nextAcknowledged() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the sender's process ended");
        }
        return ENDED.equals(line) ? null : CrowdFile.named(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        int from = Integer.parseInt(arguments[0]);
        int to = Integer.parseInt(arguments[1]);
        int[] ports =
                Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        List<SocketChannel> open = new ArrayList<>();
        for (int number = from; number < to; number++) {
            SocketChannel connection = SocketChannel.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[number % ports.length]));
            open.add(connection);
            send(connection, new CrowdFile(number).firstHalf());
        }
        say(OPEN);
        new BufferedReader(new InputStreamReader(System.in, US_ASCII)).readLine();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int index = 0; index < open.size(); index++) {
                SocketChannel connection = open.get(index);
                CrowdFile file = new CrowdFile(from + index);
                threads.execute(() -> end(connection, file));
            }
        }
        say(ENDED);
    }

    private static void end(SocketChannel connection, CrowdFile file) {
        try {
            send(connection, file.secondHalf());
            if (UploadClient.answer(connection.socket().getInputStream()).status() == 0) {
                say(file.name());
            }
        } catch (IOException killed) {
            // The client comes back.
        }
    }

    private static void send(SocketChannel connection, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            connection.write(buffer);
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
