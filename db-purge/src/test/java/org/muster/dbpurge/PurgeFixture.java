package org.muster.dbpurge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.WorkFixture;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.muster.dbpurge.archive.ArchiveReader;
import org.muster.dbpurge.archive.ArchiveRecord;

/** Workunits to purge, a clock that a test moves, purges, and what is found in the archives. */
final class PurgeFixture {

    final Database work;
    final Path directory;
    final AtomicLong now = new AtomicLong(Instant.now().getEpochSecond() + 10);

    PurgeFixture(Database work, Path directory) {
        this.work = work;
        this.directory = directory;
    }

    PurgePass purge(int batchSize) {
        return purge(batchSize, Duration.ZERO);
    }

    PurgePass purge(int batchSize, Duration age) {
        return purge(batchSize, age, () -> {});
    }

    /** A purge that does something else whenever it asks for the time. */
    PurgePass purge(int batchSize, Duration age, Runnable beforeTheTime) {
        InstantSource clock = () -> {
            beforeTheTime.run();
            return Instant.ofEpochSecond(now.get());
        };
        BatchArchive archive = new BatchArchive(work, directory);
        return new PurgePass(work, new PurgeScan(work, Shard.ALL, age), archive, clock, batchSize);
    }

    /** Workunits {@code {prefix}0} and up, all finished, each with two results. */
    List<Long> finished(String prefix, int count) {
        return work.transact(handle -> {
            List<String> names =
                    IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
            WorkFixture.workunits(handle, 1, names, Replication.quorumOfTwo(), 1);
            handle.createUpdate("""
                            update workunit set file_delete_state = 2, assimilate_state = 2, transition_time = 2147483647,
                              canonical_credit = id / 7
                            where name like :names
                            """).bind("names", prefix + "%").execute();
            List<Long> ids = handle.createQuery("select id from workunit where name like :names order by id")
                    .bind("names", prefix + "%")
                    .mapTo(Long.class)
                    .list();
            results(handle, ids);
            return ids;
        });
    }

    private static void results(Handle handle, List<Long> workunits) {
        PreparedBatch rows = handle.prepareBatch("""
                insert into result (workunitid, appid, name, server_state, outcome, client_state, file_delete_state,
                  validate_state, granted_credit, cpu_time, xml_doc_in, xml_doc_out, stderr_out)
                values (:workunit, 1, concat('r', :workunit, '_', :number), 5, 1, 5, 2, 1, :workunit / 7, 0.1,
                  :in, :out, :stderr)
                """);
        for (long workunit : workunits) {
            for (int number = 0; number < 2; number++) {
                rows.bind("workunit", workunit)
                        .bind("number", number)
                        .bind("in", "<file_info>\n<name>r</name>\n</file_info>\n".getBytes(UTF_8))
                        .bind("out", "<file_info><name>r</name></file_info>".getBytes(UTF_8))
                        .bind("stderr", "<stderr_txt>\ndone & é\n".getBytes(UTF_8))
                        .add();
            }
        }
        rows.execute();
    }

    long rows(String table) {
        return work.read(handle -> WorkFixture.count(handle, table, "true"));
    }

    /** Everything in the archives of the directory, which all are whole. */
    List<ArchiveRecord> archived(ArchiveFormat format) {
        List<ArchiveRecord> rows = new ArrayList<>();
        String prefix = format == ArchiveFormat.WORKUNIT ? "wu_archive_" : "result_archive_";
        for (Path file : files(prefix)) {
            try (ArchiveReader reader = ArchiveReader.open(file)) {
                for (Optional<ArchiveRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                    rows.add(row.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    List<Path> files(String prefix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
