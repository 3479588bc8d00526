package org.muster.assimilator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestContexts;
import org.muster.common.testing.WorkFixture;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeList;

/** A project with finished workunits of a spike search: rows in both databases, and canonical output files. */
final class AssimilatorFixture {

    static final long NOW = 1_800_000_000;
    static final int SPIKES = 3;

    final Database work;
    final AtomicReference<Database> science;
    final FileArea uploads;
    final Path results;
    final long app;

    /** Begins with an empty science database whose schema is there. */
    AssimilatorFixture(Database work, Database science, Path directory) throws IOException {
        this.work = work;
        this.science = new AtomicReference<>(science);
        this.uploads =
                new FileArea(Files.createDirectories(directory.resolve("upload")), new FanOut(TestContexts.FAN_OUT));
        this.results = directory.resolve("results");
        this.app = work.transact(handle -> WorkFixture.app(handle, "spike_search"));
        science.write(AssimilatorFixture::emptyScience);
    }

    AssimilationPass pass(int limit) {
        AssimilationHandler spikes = new SpikesHandler(science::get, () -> Instant.ofEpochSecond(NOW));
        return pass(limit, spikes);
    }

    AssimilationPass pass(int limit, AssimilationHandler spikes) {
        return new AssimilationPass(
                work,
                FileAreas.of(uploads),
                new AssimilationHandlers(Map.of("spike_search", spikes), new CopyHandler(results)),
                () -> Instant.ofEpochSecond(NOW),
                new AssimilationPass.Claim(Shard.ALL, limit));
    }

    /** Workunits {@code {prefix}0} and up that are to be assimilated, known to the science database. */
    List<Long> finished(String prefix, int count) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        science.get().write(handle -> pieces(handle, names));
        names.forEach(name -> store(name + ".out", SpikeFormat.bytes(spikes(name))));
        return finishedUnknown(app, names, "spikes");
    }

    /** The same without the science database's knowledge and without output files. */
    List<Long> finishedUnknown(long application, List<String> names, String logicalName) {
        String document = """
                <file_info>
                <name>NAME.out</name>
                </file_info>
                <result>
                <file_ref>
                <file_name>NAME.out</file_name>
                <open_name>%s</open_name>
                </file_ref>
                </result>
                """.formatted(logicalName);
        return work.transact(handle -> {
            WorkFixture.workunits(handle, application, names, Replication.quorumOfTwo(), 1);
            handle.createUpdate("""
                            insert into result (workunitid, appid, name, server_state, outcome, validate_state, xml_doc_in)
                            select id, appid, concat(name, '_1'), 5, 1, 1, replace(:document, 'NAME', name) from workunit
                            where name in (<names>)
                            """)
                    .bindList("names", names)
                    .bind("document", document)
                    .execute();
            handle.createUpdate("""
                            update workunit w join result r on r.workunitid = w.id
                            set w.canonical_resultid = r.id, w.assimilate_state = 1, w.transition_time = 2147483647
                            where w.name in (<names>)
                            """).bindList("names", names).execute();
            return handle.createQuery("select id from workunit where name in (<names>) order by id")
                    .bindList("names", names)
                    .mapTo(Long.class)
                    .list();
        });
    }

    void store(String name, byte[] content) {
        Path file = uploads.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a volunteer found in a piece. */
    static SpikeList spikes(String workunit) {
        SearchParameters search = new SearchParameters(List.of(0.0, 0.5), List.of(1024), 20);
        PieceHeader piece = new PieceHeader(workunit, "rec", 0, 0, 1.42e9, 1000, 0, 1.6e9, 2, 65_536, search);
        List<Spike> found = new ArrayList<>();
        for (int i = 0; i < SPIKES; i++) {
            found.add(new Spike(50 - i, 1.42e9 + 10 * i, 0.5, 1024, 0.512, 0, 10 * i));
        }
        return new SpikeList(piece, found.getFirst(), found, false);
    }

    long count(String table, String where) {
        return work.read(handle -> WorkFixture.count(handle, table, where));
    }

    long countScience(String table, String where) {
        return science.get().read(handle -> WorkFixture.count(handle, table, where));
    }

    private static void emptyScience(Handle handle) {
        for (String table : List.of("spike", "result", "workunit", "workunit_group", "recording")) {
            handle.execute("delete from " + table);
        }
        handle.execute(
                "insert into recording (id, name, path, registered_at, changed_at) values (1, 'rec', '/', 1, 1)");
        handle.execute("""
                insert into workunit_group (id, recording_id, sub_band, centre_frequency_hz, sample_rate_hz)
                values (1, 1, 0, 1.42e9, 1000)
                """);
    }

    private static void pieces(Handle handle, List<String> names) {
        long segment = WorkFixture.count(handle, "workunit", "true");
        PreparedBatch batch = handle.prepareBatch("""
                insert into workunit (name, workunit_group_id, segment, piece, start_sample, start_time, polarizations,
                  sample_count, drift_rates, transform_lengths, threshold, input_md5, input_bytes, state, changed_at)
                values (:name, 1, :segment, :segment, 0, 1.6e9, 2, 65536, '0 0.5', '1024', 20, repeat('0', 32), 1,
                  'ISSUED', 1)
                """);
        for (String name : names) {
            batch.bind("name", name).bind("segment", segment++).add();
        }
        batch.execute();
    }
}
