package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final int ROWS_PER_TRANSACTION = 2000;

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

    void create() throws IOException {
        for (int directory = 0; directory < FanOut.STANDARD.directories(); directory++) {
            Files.createDirectories(uploads.resolve(Integer.toHexString(directory)));
        }
        IntStream.range(0, count).parallel().forEach(number -> {
            try {
                Files.createFile(path(number));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Makes the rows; their ids are not in the files' order in a directory, as in life. */
    void insertRows(Database work) {
        for (int from = 0; from < count; from += ROWS_PER_TRANSACTION) {
            List<List<Object>> rows = new ArrayList<>();
            for (int number = from; number < Math.min(count, from + ROWS_PER_TRANSACTION); number++) {
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
