package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.muster.common.config.FilesConfig;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.muster.dbpurge.archive.ArchiveReader;
import org.muster.dbpurge.archive.ArchiveRecord;

/**
 * Whether whole task lives have ended as they must: every row purged and archived once, every file gone, and credit exact:
 * each archived result has in the ledger what it was granted, and the balances are the ledger's sums.
 */
final class LifeAudit {
    private static final int ROWS_AT_ONCE = 5000;
    private static final int EXAMPLES = 3;
    private static final int MOST_PROBLEMS = 20;
    /** Sums of many numbers in another order differ by so much of themselves at most. */
    private static final double ROUNDING = 1e-9;

    private final Database work;
    private final FilesConfig files;

    LifeAudit(Database work, FilesConfig files) {
        this.work = work;
        this.files = files;
    }

    /**
     * Looks at everything.
     *
     * @param resident rows that only lie there, with the lowest ids
     * @param tasks how many lives there were, each of one workunit with one result
     * @return what is not as it must be, for people
     */
    List<String> problems(long resident, long tasks) throws IOException {
        List<String> problems = new ArrayList<>();
        rows(resident, problems);
        files(problems);
        balances("host", problems);
        balances("user", problems);
        expect(problems, "rows in the credit ledger", tasks, number("select count(*) from credit_ledger"));
        expect(
                problems,
                "rows in the ledger without credit",
                0,
                number("select count(*) from credit_ledger where credit <= 0"));
        expect(problems, "archived workunits", tasks, archived(ArchiveFormat.WORKUNIT, batch -> {}));
        expect(problems, "archived results", tasks, archived(ArchiveFormat.RESULT, batch -> compare(batch, problems)));
        return problems;
    }

    private void rows(long resident, List<String> problems) {
        for (String table : List.of("workunit", "result")) {
            expect(
                    problems,
                    "rows left in " + table,
                    0,
                    number("select count(*) from " + table + " where id > " + resident));
        }
    }

    private void files(List<String> problems) throws IOException {
        Path downloads = files.downloadDirectory();
        left("download area", downloads, path -> !path.getParent().equals(downloads), problems);
        left("upload area", files.uploadDirectory(), path -> true, problems);
    }

    private static void left(String area, Path root, Predicate<Path> ofTasks, List<String> problems)
            throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> left = all.filter(Files::isRegularFile).filter(ofTasks).toList();
            if (!left.isEmpty()) {
                problems.add(left.size() + " files left in the " + area + ", for example " + left.getFirst());
            }
        }
    }

    private void balances(String table, List<String> problems) {
        List<String> wrong = work.read(handle -> handle.createQuery("""
                        select a.id, a.total_credit, coalesce(l.credit, 0)
                        from %s a left join (select %s_id id, sum(credit) credit from credit_ledger group by 1) l
                          on l.id = a.id
                        where abs(a.total_credit - coalesce(l.credit, 0)) > :rounding * greatest(1, a.total_credit)
                        """.formatted(table, table))
                .bind("rounding", ROUNDING)
                .map((row, context) -> String.format(
                        Locale.ROOT,
                        "%s %d has %.9f credits, the ledger says %.9f",
                        table,
                        row.getLong(1),
                        row.getDouble(2),
                        row.getDouble(3)))
                .list());
        wrong.stream().limit(EXAMPLES).forEach(problems::add);
    }

    private interface Batch {
        void take(Map<Long, Double> granted);
    }

    /** Goes through all archives; returns how many records there are. */
    private long archived(ArchiveFormat format, Batch batch) throws IOException {
        long records = 0;
        try (Stream<Path> all = Files.list(files.archiveDirectory())) {
            for (Path file : all.filter(path -> path.getFileName().toString().startsWith(format.archivePrefix()))
                    .sorted()
                    .toList()) {
                try (ArchiveReader reader = ArchiveReader.open(file)) {
                    records += archived(reader, format, batch);
                }
            }
        }
        return records;
    }

    private static long archived(ArchiveReader reader, ArchiveFormat format, Batch batch) throws IOException {
        long records = 0;
        Map<Long, Double> granted = new HashMap<>();
        for (Optional<ArchiveRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
            records++;
            if (format == ArchiveFormat.RESULT) {
                granted.put(row.get().id(), row.get().real("granted_credit"));
            }
            if (granted.size() == ROWS_AT_ONCE) {
                batch.take(granted);
                granted = new HashMap<>();
            }
        }
        batch.take(granted);
        return records;
    }

    private void compare(Map<Long, Double> granted, List<String> problems) {
        Map<Long, Double> booked = new HashMap<>();
        work.read(handle -> ManyRows.select(
                        handle,
                        "select result_id, credit from credit_ledger where result_id in {ids}",
                        granted.keySet(),
                        row -> Map.entry(row.getLong(1), row.getDouble(2))))
                .forEach(entry -> booked.put(entry.getKey(), entry.getValue()));
        granted.forEach((result, credit) -> {
            if (!near(credit, booked.getOrDefault(result, 0.0)) && problems.size() < MOST_PROBLEMS) {
                problems.add("result " + result + " was granted " + credit + ", the ledger says " + booked.get(result));
            }
        });
    }

    private static boolean near(double archived, double booked) {
        return Math.abs(archived - booked) <= ROUNDING * Math.max(1, booked);
    }

    private static void expect(List<String> problems, String what, long expected, long found) {
        if (expected != found) {
            problems.add(what + ": " + found + " instead of " + expected);
        }
    }

    private long number(String query) {
        return work.read(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
