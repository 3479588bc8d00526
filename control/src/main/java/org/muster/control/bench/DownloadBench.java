package org.muster.control.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.control.bench.DownloadLoad.Measured;
import org.muster.control.bench.ServedFiles.ServedFile;

/** How fast files are handed out, beside nginx and the bare system call, in one run on one machine. */
final class DownloadBench {
    private static final int[] CONNECTIONS = {1, 32};
    private static final double WARM_UP_SECONDS = 10;

    private final Path directory;
    private final double seconds;
    private final PrintStream out;

    /**
     * @param directory emptied first
     * @param seconds how long each figure is measured
     */
    DownloadBench(Path directory, double seconds, PrintStream out) {
        this.directory = directory.toAbsolutePath().normalize();
        this.seconds = seconds;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Trees.delete(directory);
        Files.createDirectories(directory);
        ServedFiles files = ServedFiles.write(directory.resolve("download"));
        List<FileServer> servers = new ArrayList<>();
        try {
            servers.add(FileServer.raw(files, directory.resolve("raw.log")));
            FileServer.nginx(files, directory)
                    .ifPresentOrElse(servers::add, () -> out.println("nginx is not installed and is left out"));
            int port = FreePorts.next();
            servers.add(FileServer.muster(config(files, port), port, directory.resolve("muster.log")));
            measure(servers);
        } finally {
            servers.forEach(FileServer::close);
        }
    }

    private void measure(List<FileServer> servers) throws IOException, InterruptedException {
        for (FileServer server : servers) {
            for (ServedFile file : new ServedFile[] {ServedFiles.SMALL, ServedFiles.LARGE}) {
                DownloadLoad.run(server, file, 2, WARM_UP_SECONDS);
            }
        }
        out.printf(
                "%-10s %11s  %-16s %9s %9s %14s%n", "file", "connections", "server", "MB/s", "files/s", "CPU s per GB");
        for (ServedFile file : new ServedFile[] {ServedFiles.LARGE, ServedFiles.SMALL}) {
            for (int connections : CONNECTIONS) {
                for (FileServer server : servers) {
                    Measured measured = DownloadLoad.run(server, file, connections, seconds);
                    out.printf(
                            "%-10s %11d  %-16s %9.0f %9.0f %14.2f%n",
                            (file.bytes() >> 10) + " kB",
                            connections,
                            server.title(),
                            measured.megabytesPerSecond(),
                            measured.files() / measured.seconds(),
                            measured.processorSecondsPerGigabyte());
                }
            }
        }
    }

    private Path config(ServedFiles files, int port) throws IOException {
        MusterConfig config = new MusterConfig(
                new ProjectConfig(
                        "bench",
                        null,
                        directory,
                        URI.create("http://127.0.0.1:" + port + "/muster/"),
                        null,
                        null,
                        null),
                new DatabaseConfig("jdbc:mysql://127.0.0.1:1/none", "", "", 2),
                null,
                new FilesConfig(files.root(), directory.resolve("upload"), null, directory, directory),
                new KeysConfig(directory, true),
                new HttpConfig(null, port, 0, 0),
                null,
                null,
                null);
        return Files.writeString(directory.resolve("muster.yaml"), ConfigFile.text(config));
    }
}
