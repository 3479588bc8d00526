package org.muster.control.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.muster.common.embedded.FreePorts;

/** A program that serves files over HTTP, in a process of its own so that its processor time can be told from ours. */
final class FileServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;

    private final String title;
    private final Process process;
    private final int port;
    private final String prefix;

    private FileServer(String title, Process process, int port, String prefix) {
        this.title = title;
        this.process = process;
        this.port = port;
        this.prefix = prefix;
    }

    /** Nothing but a socket and the system call that copies a file to it. */
    static FileServer raw(ServedFiles files, Path log) throws IOException {
        int port = FreePorts.next();
        return start(
                "sendfile alone",
                java(
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendfileServer.class.getName(),
                        files.root().toString(),
                        Integer.toString(port)),
                port,
                "/",
                log);
    }

    /** Our web daemon, without a database. */
    static FileServer muster(Path config, int port, Path log) throws IOException {
        return start(
                "muster web",
                java(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebServer.class.getName(),
                        config.toString()),
                port,
                "/muster/download/",
                log);
    }

    /** nginx with sendfile, one worker; empty where it is not installed. */
    static Optional<FileServer> nginx(ServedFiles files, Path directory) throws IOException {
        Optional<Path> program = List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = FreePorts.next();
        Path config = Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx-error.log;
                events { worker_connections 1024; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
                  client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                  uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                  server { listen 127.0.0.1:%2$d; root %3$s; }
                }
                """.formatted(directory, port, files.root()));
        return Optional.of(start(
                "nginx",
                List.of(program.get().toString(), "-p", directory.toString(), "-c", config.toString()),
                port,
                "/",
                directory.resolve("nginx.log")));
    }

    private static FileServer start(String title, List<String> command, int port, String prefix, Path log)
            throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        FileServer server = new FileServer(title, process, port, prefix);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!server.answers()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                server.close();
                throw new IOException(title + " does not start; see " + log);
            }
        }
        return server;
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of(arguments));
        return command;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    String title() {
        return title;
    }

    int port() {
        return port;
    }

    /** What addresses begin with. */
    String prefix() {
        return prefix;
    }

    /** Processor time that it has taken so far, of user and system, in seconds. */
    double processorSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // The fields are counted behind the program's name, which may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
