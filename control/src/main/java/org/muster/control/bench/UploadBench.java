package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.muster.common.embedded.Trees;
import org.muster.common.files.FanOut;
import org.muster.common.security.KeyDirectory;

/** Measures the file upload handler beside the raw disk and a plain loop over HTTP, turn by turn, so that both see the same machine. */
final class UploadBench {
    private static final int ROUNDS = 3;
    /** Every connection sends one file at least; where that is as much, it is measured once. */
    private static final long MOST_BYTES_REPEATED = 2_000_000_000L;

    private static final int SHARES = 10;
    private static final int CERTIFICATES = 20_000;
    private static final int WARM_UP_SECONDS = 15;

    private final Path directory;
    private final double seconds;

    UploadBench(BenchCommand.Setting setting) {
        this.directory = setting.directory().resolve("upload").toAbsolutePath();
        this.seconds = Math.max(1, setting.seconds() / (double) SHARES);
    }

    /**
     * Measures every combination; the directory is emptied before and after each measurement.
     *
     * @param measured is given each as soon as it is known: all together may take many minutes
     */
    void run(List<Integer> sizes, List<Integer> connections, Consumer<UploadFigures> measured) throws Exception {
        Trees.delete(directory);
        KeyDirectory keys = new KeyDirectory(directory.resolve("keys"));
        keys.createMissing();
        UploadLoad anySize = UploadLoad.of(keys.readUploadPrivate(), 1);
        anySize.prepare(CERTIFICATES);
        for (boolean durable : new boolean[] {true, false}) {
            UploadHandlerProcess.Kind kind =
                    durable ? UploadHandlerProcess.Kind.DURABLE : UploadHandlerProcess.Kind.UNSYNCED;
            try (UploadHandlerProcess handler = UploadHandlerProcess.start(directory, kind);
                    UploadHandlerProcess plain =
                            UploadHandlerProcess.start(directory, UploadHandlerProcess.Kind.PLAIN)) {
                makeDirectories();
                handler(handler, anySize.withSize(10_000), 32, WARM_UP_SECONDS);
                handler(plain, anySize.withSize(10_000), 32, WARM_UP_SECONDS);
                for (int bytes : sizes) {
                    for (int count : connections) {
                        measured.accept(measure(handler, plain, anySize.withSize(bytes), count, durable));
                    }
                }
            }
        }
        Trees.delete(directory);
    }

    private void makeDirectories() throws IOException {
        Path upload = directory.resolve("upload");
        for (String part : List.of("", ".partial", ".finishing")) {
            for (int i = 0; i < FanOut.STANDARD.directories(); i++) {
                Files.createDirectories(upload.resolve(part).resolve(Integer.toHexString(i)));
            }
        }
    }

    private UploadFigures measure(
            UploadHandlerProcess handler, UploadHandlerProcess plain, UploadLoad load, int connections, boolean durable)
            throws Exception {
        int rounds = (long) load.content().length * connections > MOST_BYTES_REPEATED ? 1 : ROUNDS;
        double[] uploads = new double[rounds];
        double[] processor = new double[rounds];
        double[] raw = new double[rounds];
        double[] loop = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            raw[round] = raw(load, connections, durable);
            loop[round] = handler(plain, load, connections, seconds).perSecond();
            double before = handler.processorSeconds();
            Rate rate = handler(handler, load, connections, seconds);
            uploads[round] = rate.perSecond();
            processor[round] = (handler.processorSeconds() - before) * 1000 / rate.count();
        }
        return new UploadFigures(
                load.content().length,
                connections,
                durable,
                median(uploads),
                median(processor),
                median(raw),
                median(loop));
    }

    private Rate handler(UploadHandlerProcess handler, UploadLoad load, int connections, double time) throws Exception {
        List<KeepAliveConnection> open = load.connect(handler.address(), connections);
        try {
            return together(connections, time, (worker, number) -> load.send(open.get(worker), number));
        } finally {
            for (KeepAliveConnection connection : open) {
                connection.close();
            }
            deleteFiles(directory.resolve("upload"));
        }
    }

    private double raw(UploadLoad load, int threads, boolean durable) throws Exception {
        Path upload = directory.resolve("upload");
        RawFiles files = new RawFiles(upload, load.content(), durable);
        try {
            return together(threads, seconds, (worker, number) -> files.write(number))
                    .perSecond();
        } finally {
            deleteFiles(upload);
        }
    }

    /**
     * Leaves the directories: a handler has made its own long before it is busy. Waits until the disk has nothing more to
     * write, for what one measurement leaves would be written in the next.
     */
    private static void deleteFiles(Path root) throws IOException, InterruptedException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.delete(path);
            }
        }
        new ProcessBuilder("sync").inheritIO().start().waitFor();
    }

    /** What a worker does again and again. */
    private interface Step {
        void run(int worker, int number) throws IOException;
    }

    private record Rate(long count, double perSecond) {}

    /** Lets workers take numbers from one row until the time is over, and waits for the last to end. */
    private static Rate together(int workers, double seconds, Step step) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + (long) (seconds * 1e9);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                all.add(() -> {
                    while (System.nanoTime() < end) {
                        step.run(worker, next.getAndIncrement());
                    }
                    return null;
                });
            }
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
        return new Rate(next.get(), next.get() / ((System.nanoTime() - begun) / 1e9));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
