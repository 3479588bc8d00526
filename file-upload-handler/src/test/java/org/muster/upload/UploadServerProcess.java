package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.muster.common.config.UploadConfig;

/**
 * An upload server in a process of its own, for tests that limit what the process may use, or kill it. The process says its
 * port, then serves until it is killed or its input ends; to a line of input it answers with its heap in bytes, after a
 * collection.
 */
final class UploadServerProcess implements AutoCloseable {
    /** Tests may be slow; those of slow senders have limits of their own. */
    private static final int PATIENT_SECONDS = 600;

    private final Process process;
    private final BufferedReader said;
    private final PrintWriter asked;
    private final int port;

    private UploadServerProcess(Process process) throws IOException {
        this.process = process;
        this.said = process.inputReader(US_ASCII);
        this.asked = new PrintWriter(process.outputWriter(US_ASCII), true);
        this.port = Integer.parseInt(answer("port "));
    }

    /**
     * Starts one that checks certificates.
     *
     * @param before a command that runs the Java command that follows it, such as {@code unshare}; may be empty
     */
    static UploadServerProcess start(Path project, int heapMebibytes, int reserveMegabytes, String... before)
            throws IOException {
        return start(project, heapMebibytes, new Manner(reserveMegabytes, true, 0), before);
    }

    /** Starts one that takes files from anybody: making certificates is dearer than anything that is tested. */
    static UploadServerProcess startWithoutCertificates(Path project, int heapMebibytes) throws IOException {
        return start(project, heapMebibytes, new Manner(1, false, 0));
    }

    /** Starts one for a crowd: as many uploads at once as its file descriptors allow, from anybody. */
    static UploadServerProcess startForCrowd(Path project, int heapMebibytes, int uploads, long descriptors)
            throws IOException {
        return start(
                project,
                heapMebibytes,
                new Manner(1, false, uploads),
                "sh",
                "-c",
                "ulimit -n " + descriptors + " && exec \"$@\"",
                "sh");
    }

    /**
     * How the handler is set.
     *
     * @param connections uploads at once, 0 for the default
     */
    private record Manner(int reserveMegabytes, boolean certificates, int connections) {}

    private static UploadServerProcess start(Path project, int heapMebibytes, Manner manner, String... before)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                UploadServerProcess.class.getName(),
                project.toString(),
                Integer.toString(manner.reserveMegabytes),
                Boolean.toString(manner.certificates),
                Integer.toString(manner.connections)));
        return new UploadServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    UploadClient client() {
        return new UploadClient(port);
    }

    long pid() {
        return process.pid();
    }

    /** Bytes of heap that are in use. */
    long heap() throws IOException {
        asked.println("heap");
        return Long.parseLong(answer("heap "));
    }

    /** As the operating system kills, without a chance to tidy up. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the handler does not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the handler died", e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private String answer(String prefix) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException("the handler's process ended without saying '" + prefix + "'");
    }

    public static void main(String[] arguments) throws Exception {
        UploadConfig limits =
                new UploadConfig(Integer.parseInt(arguments[3]), PATIENT_SECONDS, 0, Integer.parseInt(arguments[1]), 0);
        boolean certificates = Boolean.parseBoolean(arguments[2]);
        try (UploadServer server = new UploadServer(Path.of(arguments[0]), certificates, new LocalDisk(), limits)) {
            say("port " + server.port());
            BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
            while (asked.readLine() != null) {
                System.gc();
                say("heap "
                        + ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed());
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
