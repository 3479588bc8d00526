package org.muster.control.supervisor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;

/**
 * What the supervisor of one machine and the operator's commands say to each other: files in {@code run_HOST/} of the
 * project directory. Nothing in it is believed because it is there: a supervisor is known by the lock that the living
 * process holds, which the operating system takes back when it is gone, and a process by its number and its start.
 *
 * @param directory {@code run_HOST/}
 * @param logs {@code log_HOST/}
 */
public record RunDirectory(Path directory, Path logs) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ORDERS = "orders";

    /** That of this machine. */
    public static RunDirectory of(MusterConfig config) {
        Path project = config.project().directory().toAbsolutePath();
        String host = ThisMachine.shortName();
        return new RunDirectory(project.resolve("run_" + host), project.resolve("log_" + host));
    }

    /** What an operator wants of a running supervisor. */
    public record Order(String verb, List<String> names) {}

    void create() throws IOException {
        Files.createDirectories(directory.resolve(ORDERS));
        Files.createDirectories(logs);
    }

    /** Takes the supervisor's lock for as long as this process lives; empty when another process has it. */
    public Optional<FileLock> lock() throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock);
    }

    /** What the supervisor last said; empty when none ever did, or what is there cannot be read. */
    public Optional<SupervisorReport> report() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(stateFile()), SupervisorReport.class));
        } catch (IOException absentOrDamaged) {
            return Optional.empty();
        }
    }

    /** The report of a supervisor that is alive. */
    public Optional<SupervisorReport> living() {
        return report().filter(report -> report.supervisor().isAlive());
    }

    void write(SupervisorReport report) throws IOException {
        replace(stateFile(), JSON.writeValueAsBytes(report));
    }

    /** Leaves an order for the supervisor. */
    public void give(Order order) throws IOException {
        Path orders = directory.resolve(ORDERS);
        Files.createDirectories(orders);
        String name = "%019d-%08x.json"
                .formatted(
                        System.currentTimeMillis(), ThreadLocalRandom.current().nextInt());
        replace(orders.resolve(name), JSON.writeValueAsBytes(order));
    }

    /** Takes the orders that were left, the oldest first. */
    List<Order> takeOrders() throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory.resolve(ORDERS))) {
            files = entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        List<Order> orders = new ArrayList<>();
        for (Path file : files) {
            byte[] order = Files.readAllBytes(file);
            Files.delete(file);
            orders.add(JSON.readValue(order, Order.class));
        }
        return orders;
    }

    /** Where a process's last words go. */
    Path lastWords(String child) {
        return directory.resolve(child + ".err");
    }

    Path log(String child) {
        return logs.resolve(child + ".log");
    }

    /** Where what the supervisor prints goes. */
    public Path supervisorOutput() {
        return logs.resolve("supervisor.out");
    }

    /** What the supervisor itself complains of; rolled over like the logs of daemons. */
    Path supervisorTrouble() {
        return logs.resolve("supervisor.trouble.log");
    }

    /** Adds a line to what happened; the file is kept below a megabyte. */
    void note(String line) throws IOException {
        Path history = logs.resolve("supervisor.log");
        if (Files.exists(history) && Files.size(history) > 1 << 20) {
            Files.move(history, logs.resolve("supervisor.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                history, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path stateFile() {
        return directory.resolve("supervisor.json");
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path temporary = target.resolveSibling(
                target.getFileName() + ".part" + ProcessHandle.current().pid());
        Files.write(temporary, content);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
