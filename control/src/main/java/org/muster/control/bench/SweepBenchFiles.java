package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.muster.common.files.FanOut;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;

/**
 * Files of an upload area that has not been swept for long: of each five, three belong to results and two to none. The files
 * are empty; for a file system it is the number that counts.
 *
 * @param uploads the upload area
 * @param count how many files
 */
record SweepBenchFiles(Path uploads, int count) {
    private static final int PART = 10_000;
    private static final int THREADS = 6;

    /** Whether no row wants a file. */
    static boolean isAntique(int number) {
        return number % 5 >= 3;
    }

    private static String result(int number) {
        return "old_" + number + "_0";
    }

    private static String file(int number) {
        return result(number) + "_r" + (number * 7919L % 1_000_000_007) + "_0";
    }

    private Path path(int number) {
        return uploads.resolve(FanOut.STANDARD.path(file(number)));
    }

    /** Makes files and rows, side by side. */
    void create(Database work) throws IOException, InterruptedException, ExecutionException {
        for (int directory = 0; directory < FanOut.STANDARD.directories(); directory++) {
            Files.createDirectories(uploads.resolve(Integer.toHexString(directory)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int from = 0; from < count; from += PART) {
                int first = from;
                int end = Math.min(count, from + PART);
                parts.add(threads.submit(() -> insertRows(work, first, end)));
                parts.add(threads.submit(() -> {
                    for (int number = first; number < end; number++) {
                        Files.createFile(path(number));
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
    }

    /** Makes the rows; their ids are not in the files' order in a directory, as in life. */
    private static void insertRows(Database work, int first, int end) {
        List<List<Object>> rows = new ArrayList<>();
        for (int number = first; number < end; number++) {
            if (!isAntique(number)) {
                byte[] document = ("<file_info>\n<name>" + file(number)
                                + "</name>\n</file_info>\n<result>\n</result>\n")
                        .getBytes(UTF_8);
                rows.add(List.of(1, 1, result(number), 5, 1, 1, document));
            }
        }
        work.write(handle -> ManyRows.insert(
                handle,
                "result",
                List.of("workunitid", "appid", "name", "server_state", "outcome", "validate_state", "xml_doc_in"),
                rows));
    }

    /** How many of the chosen files are there. */
    long present(IntPredicate chosen) {
        return IntStream.range(0, count)
                .parallel()
                .filter(chosen)
                .filter(number -> Files.exists(path(number)))
                .count();
    }
}
