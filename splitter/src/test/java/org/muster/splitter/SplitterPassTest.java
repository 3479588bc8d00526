package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.SplitterConfig;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.DigestFile;
import org.muster.common.files.DiskUse;
import org.muster.common.files.DiskWatch;
import org.muster.common.files.DiskWatermarks;
import org.muster.common.files.FileDigest;
import org.muster.common.files.StoredFile;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.science.database.RecordingLease;
import org.muster.science.database.RecordingState;
import org.muster.science.database.ScienceSchema;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceFormat;
import org.muster.science.recording.SampleRecordings;

class SplitterPassTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private static Database science;

    @TempDir
    Path directory;

    private Workshop workshop;

    @BeforeAll
    static void migrate() {
        science = database.fresh("science");
        ScienceSchema.migrate(science);
    }

    @BeforeEach
    void prepare() {
        workshop = new Workshop(database, science, directory);
    }

    @Test
    void the_arecibo_recording_becomes_32_workunits_with_their_input_files() throws IOException {
        workshop.recordings.register("arecibo", SampleRecordings.arecibo(), 1);

        assertThat(Workshop.untilIdle(workshop.splitter())).isEqualTo(PassOutcome.IDLE);

        assertThat(workshop.recording("arecibo").state()).isEqualTo(RecordingState.SPLIT);
        assertThat(workshop.recording("arecibo").message()).contains("CHAN_BW");
        assertThat(workshop.workunits()).isEqualTo(32);
        assertThat(workshop.count(science, "workunit_group", "true")).isEqualTo(16);
        assertThat(workshop.count(science, "workunit", "state = 'ISSUED'")).isEqualTo(32);
        List<StoredFile> files = workshop.inputs();
        assertThat(files).hasSize(32);
        for (StoredFile file : files) {
            Piece piece = read(file.path());
            assertThat(file.name()).isEqualTo(piece.header().workunitName() + ".piece");
            FileDigest digest = FileDigest.of(file.path());
            assertThat(DigestFile.read(file.path())).contains(digest);
            assertThat(workshop.count(
                            database.work(),
                            "workunit",
                            "name = '" + piece.header().workunitName() + "' and xml_doc like '%" + digest.md5()
                                    + "%' and xml_doc like '%>" + digest.size() + "<%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void recordings_that_cannot_be_used_say_why_and_hold_up_nobody() throws IOException {
        workshop.recordings.register("cut_off", SampleRecordings.greenBankCutOff(), 1);
        workshop.recordings.register("header_only", SampleRecordings.greenBankHeaderOnly(), 1);
        workshop.recordings.register("empty", workshop.file("empty.raw", new byte[0]), 1);
        workshop.recordings.register("missing", directory.resolve("missing.raw"), 1);
        byte[] arecibo = Files.readAllBytes(SampleRecordings.arecibo());
        workshop.recordings.register(
                "short", workshop.file("short.raw", Arrays.copyOf(arecibo, arecibo.length - 1)), 1);
        workshop.register("good");

        Workshop.untilIdle(workshop.splitter());

        assertThat(workshop.recording("cut_off")).satisfies(recording -> {
            assertThat(recording.state()).isEqualTo(RecordingState.REFUSED);
            assertThat(recording.message()).startsWith("block 1: ").contains("132,178,192 missing");
        });
        assertThat(workshop.recording("header_only")).satisfies(recording -> {
            assertThat(recording.state()).isEqualTo(RecordingState.REFUSED);
            assertThat(recording.message()).startsWith("block 1: ").contains("134,217,728 missing");
        });
        assertThat(workshop.recording("empty").message()).isEqualTo("the file is empty");
        assertThat(workshop.recording("missing")).satisfies(recording -> {
            assertThat(recording.state()).isEqualTo(RecordingState.NEW);
            assertThat(recording.message()).contains("missing.raw").contains("cannot be read");
        });
        assertThat(workshop.recording("short")).satisfies(recording -> {
            assertThat(recording.state()).isEqualTo(RecordingState.CUT_SHORT);
            assertThat(recording.message()).contains("Block 4: ").contains("1 missing");
        });
        assertThat(workshop.recording("good").state()).isEqualTo(RecordingState.SPLIT);
        assertThat(workshop.count(database.work(), "workunit", "name like 'good.%'"))
                .isEqualTo(8);
        assertThat(workshop.count(database.work(), "workunit", "name like 'short.%'"))
                .isEqualTo(32);
        assertThat(workshop.workunits()).isEqualTo(40);
    }

    @Test
    void a_file_that_stays_away_is_blocked_after_five_attempts_and_goes_again_when_it_is_back() throws IOException {
        workshop.recordings.register("late", directory.resolve("late.raw"), 1);
        SplitterPass splitter = workshop.splitter();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(workshop.recording("late").state()).isEqualTo(RecordingState.NEW);
            Workshop.untilIdle(splitter);
            workshop.clock.goOn(Duration.ofMinutes(1));
        }
        assertThat(workshop.recording("late").state()).isEqualTo(RecordingState.BLOCKED);
        assertThat(workshop.recording("late").message()).startsWith("given up after 5 attempts: ");

        workshop.smallRecording("late");
        workshop.recordings.release("late", 1);
        Workshop.untilIdle(splitter);

        assertThat(workshop.recording("late").state()).isEqualTo(RecordingState.SPLIT);
        assertThat(workshop.recording("late").message()).isEmpty();
    }

    @Test
    void it_holds_back_when_enough_is_unsent_and_goes_on_at_the_low_water() throws IOException {
        workshop.register("tape");
        SplitterConfig little = new SplitterConfig(null, Workshop.APP, 8, 3, 3600, 2, 256, 512, 1);
        SplitterPass splitter = workshop.splitter(little, Step.Listener.NONE);

        PassOutcome held = Workshop.untilIdle(splitter);
        assertThat(held.note()).isEqualTo("holding back: 8 results are unsent, going on below 3");
        assertThat(workshop.workunits())
                .as("one batch; the transitioner will make two results of each")
                .isEqualTo(4);

        makeResults(2);
        assertThat(Workshop.untilIdle(splitter).note()).contains("8 results are unsent");
        database.work().write(handle -> handle.execute("update result set server_state = 4 limit 5"));
        assertThat(Workshop.untilIdle(splitter).note()).contains("3 results are unsent");
        database.work().write(handle -> handle.execute("update result set server_state = 4"));
        Workshop.untilIdle(splitter);

        assertThat(workshop.workunits()).isEqualTo(8);
        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.SPLIT);
    }

    @Test
    void it_holds_back_when_the_disk_is_nearly_full() throws IOException {
        workshop.register("tape");
        SplitterConfig greedy =
                new SplitterConfig(null, Workshop.APP, 5000, 2500, 3600, 2, 256, 512, Integer.MAX_VALUE);

        PassOutcome held = Workshop.untilIdle(workshop.splitter(greedy, Step.Listener.NONE));

        assertThat(held.note()).contains("MB free");
        assertThat(workshop.workunits()).isZero();
    }

    @Test
    void it_pauses_above_the_high_water_mark_of_a_disk_and_goes_on_by_itself_below_the_low_one() throws IOException {
        workshop.register("patient");
        Files.createDirectories(workshop.downloads().root());
        AtomicLong usedPercent = new AtomicLong(96);
        DiskWatch disks = new DiskWatch(
                new DiskWatermarks(90, 95, 98),
                List.of(new DiskWatch.Watched(
                        "download area", workshop.downloads().root())),
                directory -> new DiskUse(usedPercent.get(), 100 - usedPercent.get()));
        SplitterPass splitter = workshop.splitter(disks);

        assertThat(Workshop.untilIdle(splitter).note())
                .isEqualTo("holding back: the disk of the download area is 96.0 % full, going on below 90.0 %");
        usedPercent.set(92);
        assertThat(Workshop.untilIdle(splitter).note()).contains("92.0 % full");
        assertThat(workshop.workunits()).isZero();

        usedPercent.set(89);
        Workshop.untilIdle(splitter);
        assertThat(workshop.workunits()).isPositive();
    }

    @Test
    void without_its_application_it_says_what_is_missing_and_goes_on_once_it_is_there() throws IOException {
        workshop.register("tape");
        database.work().write(handle -> handle.execute("delete from app"));
        SplitterPass splitter = workshop.splitter();
        splitter.run();

        assertThatThrownBy(splitter::run).hasMessageContaining("no application 'spike_search'");
        assertThat(workshop.workunits()).isZero();
        assertThat(workshop.count(database.work(), "split_progress", "next_piece > 0"))
                .isZero();

        database.work().write(handle -> WorkFixture.app(handle, Workshop.APP));
        Workshop.untilIdle(splitter);
        assertThat(workshop.workunits()).isEqualTo(8);
    }

    @Test
    void another_input_file_under_a_pieces_name_blocks_the_recording_and_is_left_as_it_is() throws IOException {
        workshop.register("tape");
        workshop.register("other");
        workshop.downloads().write("tape.s0002.t000.piece", out -> out.write(1));

        Workshop.untilIdle(workshop.splitter());

        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.BLOCKED);
        assertThat(workshop.recording("tape").message())
                .contains("tape.s0002.t000.piece")
                .contains("other content");
        assertThat(workshop.recording("other").state()).isEqualTo(RecordingState.SPLIT);
        assertThat(workshop.count(database.work(), "workunit", "name like 'tape.%'"))
                .isZero();
    }

    @Test
    void a_foreign_workunit_under_a_pieces_name_blocks_the_recording() throws IOException {
        workshop.register("tape");
        database.work()
                .write(handle ->
                        WorkFixture.workunit(handle, 1, "tape.s0001.t000", NewWorkunit.Replication.single(), 1));

        Workshop.untilIdle(workshop.splitter());

        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.BLOCKED);
        assertThat(workshop.recording("tape").message())
                .contains("already has a workunit")
                .contains("tape.s0001.t000");
        assertThat(workshop.workunits()).isEqualTo(1);
    }

    @Test
    void a_recording_of_a_name_that_was_cut_otherwise_before_is_blocked() throws IOException {
        workshop.register("tape");
        database.work().write(handle -> handle.execute("insert into split_progress values ('tape', 3, 9)"));

        Workshop.untilIdle(workshop.splitter());

        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.BLOCKED);
        assertThat(workshop.recording("tape").message()).contains("has 9 pieces, now it has 8");
    }

    @Test
    void a_piece_is_never_issued_again_even_when_everything_of_it_has_been_purged() throws IOException {
        workshop.register("tape");
        Workshop.untilIdle(workshop.splitter());
        database.work().write(handle -> handle.execute("delete from workunit"));
        science.write(handle -> handle.execute("update recording set state = 'SPLITTING'"));
        workshop.clock.leasesEnd();

        Workshop.untilIdle(workshop.splitter());

        assertThat(workshop.workunits()).isZero();
        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.SPLIT);
    }

    @Test
    void a_file_that_became_unreadable_halfway_is_tried_again_and_then_goes_on_where_it_was() throws IOException {
        Path file = workshop.register("tape");
        SplitterPass splitter = workshop.splitter();
        splitter.run();
        splitter.run();
        assertThat(workshop.workunits()).isEqualTo(4);
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);

        assertThat(splitter.run().note()).contains("could not be cut");
        assertThat(Workshop.untilIdle(splitter)).isEqualTo(PassOutcome.IDLE);
        assertThat(workshop.recording("tape").attempts()).isEqualTo(1);

        Files.write(file, content);
        workshop.clock.goOn(Duration.ofSeconds(5));
        Workshop.untilIdle(splitter);
        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.SPLIT);
        assertThat(workshop.workunits()).isEqualTo(8);
    }

    @Test
    void a_directory_of_recordings_that_is_away_is_told_and_does_not_hold_up_what_is_known() throws IOException {
        workshop.register("tape");
        SplitterConfig watching =
                new SplitterConfig(directory.resolve("away"), Workshop.APP, 5000, 2500, 3600, 2, 256, 512, 1);

        PassOutcome outcome = Workshop.untilIdle(workshop.splitter(watching, Step.Listener.NONE));

        assertThat(outcome.note())
                .contains("the directory of recordings cannot be read")
                .contains("away");
        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.SPLIT);
    }

    @Test
    void recordings_that_appear_in_the_directory_are_cut() throws IOException {
        workshop.smallRecording("tape");
        SplitterConfig watching = new SplitterConfig(directory, Workshop.APP, 5000, 2500, 3600, 2, 256, 512, 1);
        SplitterPass splitter = workshop.splitter(watching, Step.Listener.NONE);

        Workshop.untilIdle(splitter);
        assertThat(workshop.recordings.all()).isEmpty();
        workshop.clock.goOn(RecordingDirectory.PAUSE);
        Workshop.untilIdle(splitter);

        assertThat(workshop.recording("tape").state()).isEqualTo(RecordingState.SPLIT);
        assertThat(workshop.workunits()).isEqualTo(8);
    }

    @Test
    void a_lease_of_a_process_of_this_machine_that_is_gone_ends_when_a_splitter_starts() throws Exception {
        workshop.register("tape");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        long now = workshop.clock.instant().getEpochSecond();
        String dead = LeaseHolders.name(gone.pid());
        workshop.recordings.claim(new RecordingLease(dead, 1000), now);
        assertThat(workshop.recordings.holders(now)).containsExactly(dead);

        LeaseHolders.endThoseOfTheDead(workshop.recordings, now);

        assertThat(workshop.recordings.holders(now)).isEmpty();
        for (String alive : List.of(LeaseHolders.newName(), "elsewhere:1:x", "nonsense")) {
            workshop.recordings.claim(new RecordingLease(alive, 1000), now);
            LeaseHolders.endThoseOfTheDead(workshop.recordings, now);
            assertThat(workshop.recordings.holders(now)).containsExactly(alive);
            workshop.recordings.endLeases(alive);
        }
    }

    private void makeResults(int each) {
        database.work()
                .write(handle -> handle.createQuery("select id from workunit")
                        .mapTo(Long.class)
                        .list()
                        .forEach(workunit -> {
                            for (int i = 0; i < each; i++) {
                                WorkFixture.result(handle, workunit, 1, workunit + "_" + i, 2, Map.of());
                            }
                        }));
    }

    private static Piece read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return PieceFormat.read(in);
        }
    }
}
