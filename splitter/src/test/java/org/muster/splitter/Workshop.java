package org.muster.splitter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.files.DigestFile;
import org.muster.common.files.DiskWatch;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.files.StoredFile;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.Recordings;
import org.muster.science.generator.GeneratedRecording;
import org.muster.science.generator.RecordingGenerator;
import org.muster.science.recording.Observation;
import org.muster.science.recording.RadioBand;
import org.muster.science.recording.SampleLayout;

/** Two databases, a download area and a clock, and splitters that work on them. */
final class Workshop {
    static final String APP = "spike_search";

    /** Sub-bands of 256 Hz and pieces of 512 samples: the small recording makes eight pieces. */
    static final SplitterConfig SMALL = new SplitterConfig(null, APP, 5000, 2500, 3600, 2, 256, 512, 1);

    private static final int MOST_PASSES = 200;

    final TestClock clock = new TestClock();
    final Database work;
    final Database science;
    final Recordings recordings;
    private final Path directory;

    Workshop(TestDatabase database, Database science, Path directory) {
        this.work = database.work();
        this.science = science;
        this.recordings = new Recordings(science);
        this.directory = directory;
        database.empty();
        science.write(handle -> {
            for (String table : List.of("spike", "result", "workunit", "workunit_group", "recording")) {
                handle.execute("delete from " + table);
            }
        });
        work.write(handle -> WorkFixture.app(handle, APP));
    }

    /** A recording of one channel of 1024 Hz that makes two segments of four pieces. */
    Path smallRecording(String name) throws IOException {
        SampleLayout layout = new SampleLayout(1, 2, 4 * 968, 8);
        Path file = directory.resolve(name + ".raw");
        RecordingGenerator.write(
                new GeneratedRecording(
                        name.hashCode(),
                        layout,
                        new RadioBand(1420, 1024 / 1e6, 1 / 1024.0),
                        new Observation("telescope", "source", 1.6e9, 0, 0),
                        4,
                        List.of()),
                file);
        return file;
    }

    /** Writes a small recording and registers it. */
    Path register(String name) throws IOException {
        Path file = smallRecording(name);
        recordings.register(name, file, clock.instant().getEpochSecond());
        return file;
    }

    RecordingRow recording(String name) {
        return recordings.find(name).orElseThrow();
    }

    SplitterPass splitter(SplitterConfig config, Step.Listener steps) {
        return Main.pass(context(config, science), science, steps);
    }

    SplitterPass splitter(DiskWatch disks) {
        return Main.pass(context(SMALL, science), science, Step.Listener.NONE, disks);
    }

    SplitterPass splitter() {
        return splitter(SMALL, Step.Listener.NONE);
    }

    DaemonContext context(SplitterConfig config, Database scienceDatabase) {
        MusterConfig muster = new MusterConfig(
                new ProjectConfig(
                        "test", null, directory, URI.create("http://example.invalid/test/"), null, null, null),
                new DatabaseConfig("jdbc:mysql://unused/", "", "", 1),
                null,
                new FilesConfig(
                        downloads().root(), directory.resolve("upload"), 16, directory, directory.resolve("archive")),
                new KeysConfig(directory, false),
                null,
                null,
                config,
                null);
        return new DaemonContext(
                muster,
                work,
                () -> scienceDatabase,
                clock,
                (port, prefix, handler) -> {},
                new SimpleMeterRegistry(),
                Shard.ALL);
    }

    FileArea downloads() {
        return new FileArea(directory.resolve("download"), new FanOut(16));
    }

    /** The input files; their records are not counted. */
    List<StoredFile> inputs() throws IOException {
        return downloads().list().stream()
                .filter(file -> !file.name().endsWith(DigestFile.SUFFIX))
                .toList();
    }

    /** Runs passes until there is nothing more to do at once; returns the last outcome. */
    static PassOutcome untilIdle(SplitterPass splitter) throws IOException {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            PassOutcome outcome = splitter.run();
            if (!outcome.more()) {
                return outcome;
            }
        }
        throw new AssertionError("the splitter is not done after " + MOST_PASSES + " passes");
    }

    /** Everything that the splitter made, in a form that can be compared; without ids and times. */
    String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        rows(all, work, """
                select name, appid, convert(xml_doc using utf8mb4) as document, rsc_fpops_est, min_quorum, target_nresults, delay_bound from workunit
                order by name""");
        rows(all, work, "select * from split_progress order by recording_name");
        rows(
                all,
                science,
                "select name, state, message, digest, blocks, pieces, attempts from recording order by name");
        rows(all, science, """
                select recording.name, sub_band, centre_frequency_hz, sample_rate_hz from workunit_group
                join recording on recording.id = recording_id order by recording.name, sub_band""");
        rows(all, science, """
                select workunit.name, sub_band, segment, piece, start_sample, state, input_md5, input_bytes from workunit
                join workunit_group on workunit_group.id = workunit_group_id order by workunit.name""");
        for (StoredFile file :
                inputs().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList()) {
            all.append(file.name())
                    .append(' ')
                    .append(FileDigest.of(file.path()))
                    .append('\n');
        }
        return all.toString();
    }

    private static void rows(StringBuilder all, Database database, String sql) {
        database.<List<Map<String, Object>>>read(
                        handle -> handle.createQuery(sql).mapToMap().list())
                .forEach(row -> all.append(new TreeMap<>(row)).append('\n'));
        all.append('\n');
    }

    long count(Database database, String table, String where) {
        return database.<Long>read(handle -> WorkFixture.count(handle, table, where));
    }

    long workunits() {
        return count(work, "workunit", "true");
    }

    /** A file of the test's directory. */
    Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }
}
