package org.muster.science.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.files.FileDigest;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;

class RecordingsTest {
    private static final RecordingLease ONE = new RecordingLease("one", 10);
    private static final RecordingLease TWO = new RecordingLease("two", 10);

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private static Database science;
    private static Recordings recordings;

    @BeforeAll
    static void migrate() {
        science = database.fresh("science");
        ScienceSchema.migrate(science);
        recordings = new Recordings(science);
    }

    @BeforeEach
    void empty() {
        science.write(handle -> {
            handle.execute("delete from workunit");
            handle.execute("delete from workunit_group");
            handle.execute("delete from recording");
        });
    }

    @Test
    void a_recording_is_registered_once() {
        assertThat(recordings.register("tape1", Path.of("/data/tape1.raw"), 5)).isTrue();
        assertThat(recordings.register("tape1", Path.of("/data/tape1.raw"), 6)).isFalse();

        assertThat(recordings.all()).singleElement().satisfies(recording -> {
            assertThat(recording.path()).isEqualTo(Path.of("/data/tape1.raw"));
            assertThat(recording.state()).isEqualTo(RecordingState.NEW);
            assertThat(recording.cut()).isEmpty();
        });
    }

    @Test
    void a_name_of_another_file_and_a_name_that_is_not_legal_are_refused() {
        recordings.register("tape1", Path.of("/data/tape1.raw"), 5);

        assertThatThrownBy(() -> recordings.register("tape1", Path.of("/other/tape1.raw"), 6))
                .hasMessage("recording tape1 is already registered as /data/tape1.raw;"
                        + " give the file /other/tape1.raw another name");
        assertThatThrownBy(() -> recordings.register("tape 1", Path.of("/data/tape1.raw"), 6))
                .hasMessageContaining("'tape 1'");
    }

    @ParameterizedTest
    @CsvSource({
        "guppi_58132_0001.raw, guppi_58132_0001",
        "tape-7, tape-7",
        "tape.0001.raw, tape_0001-559b0eff",
        "übung.raw, _bung-4e3fa92a"
    })
    void a_files_name_gives_a_legal_name(String file, String name) {
        assertThat(RecordingName.of(file)).isEqualTo(name);
        assertThat(RecordingName.isLegal(name)).isTrue();
    }

    @Test
    void long_names_stay_apart() {
        String long1 = RecordingName.of("x".repeat(200) + "1.raw");
        String long2 = RecordingName.of("x".repeat(200) + "2.raw");

        assertThat(long1)
                .hasSize(60)
                .isNotEqualTo(long2)
                .satisfies(name -> assertThat(RecordingName.isLegal(name)).isTrue());
    }

    @Test
    void a_recording_is_claimed_by_one_until_the_lease_ends() {
        recordings.register("tape1", Path.of("tape1.raw"), 5);
        long id = recordings.claim(ONE, 100).orElseThrow().id();

        assertThat(recordings.claim(TWO, 109)).isEmpty();
        assertThat(recordings.claim(ONE, 105)).as("its own again").isPresent();
        assertThat(recordings.renew(id, ONE, 110)).isTrue();
        assertThat(recordings.renew(id, ONE, 110)).as("within the same second").isTrue();
        assertThat(recordings.claim(TWO, 119)).isEmpty();
        assertThat(recordings.claim(TWO, 120)).isPresent();
        assertThat(recordings.renew(id, ONE, 121)).isFalse();
        assertThat(recordings.renew(id + 1, ONE, 121)).isFalse();
    }

    @Test
    void what_is_half_cut_comes_before_what_is_new_and_what_is_done_never_comes() {
        for (String name : List.of("new", "half", "done", "refused", "blocked")) {
            recordings.register(name, Path.of(name), 5);
        }
        begin("half");
        begin("done");
        recordings.end(id("done"), RecordingState.SPLIT, "", 6);
        recordings.end(id("refused"), RecordingState.REFUSED, "bad", 6);
        recordings.end(id("blocked"), RecordingState.BLOCKED, "unreadable", 6);

        assertThat(recordings.claim(ONE, 100)).map(RecordingRow::name).hasValue("half");
        assertThat(recordings.claim(TWO, 100)).map(RecordingRow::name).hasValue("new");
        recordings.end(id("half"), RecordingState.CUT_SHORT, "block 3", 100);
        recordings.end(id("new"), RecordingState.REFUSED, "bad", 100);
        assertThat(recordings.claim(ONE, 200)).isEmpty();
        assertThat(recordings.find("half").orElseThrow().message()).isEqualTo("block 3");
    }

    @Test
    void an_end_is_final() {
        recordings.register("tape1", Path.of("tape1"), 5);
        recordings.end(id("tape1"), RecordingState.REFUSED, "bad", 6);

        recordings.end(id("tape1"), RecordingState.SPLIT, "", 7);
        begin("tape1");
        recordings.postpone(id("tape1"), "again", 8, 7);

        RecordingRow row = recordings.find("tape1").orElseThrow();
        assertThat(row.state()).isEqualTo(RecordingState.REFUSED);
        assertThat(row.message()).isEqualTo("bad");
        assertThatThrownBy(() -> recordings.end(row.id(), RecordingState.SPLITTING, "", 9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_postponed_recording_waits_for_its_time_and_counts_its_attempts() {
        recordings.register("tape1", Path.of("tape1"), 5);
        recordings.claim(ONE, 10);
        recordings.postpone(id("tape1"), "no such disk", 30, 10);

        assertThat(recordings.claim(ONE, 29)).isEmpty();
        assertThat(recordings.claim(ONE, 30)).hasValueSatisfying(recording -> {
            assertThat(recording.attempts()).isEqualTo(1);
            assertThat(recording.message()).isEqualTo("no such disk");
        });
    }

    @Test
    void a_blocked_recording_goes_again_by_an_operators_word_where_it_was() {
        recordings.register("tape1", Path.of("tape1"), 5);
        recordings.register("tape2", Path.of("tape2"), 5);
        begin("tape2");
        assertThat(recordings.release("tape1", 6)).isFalse();
        recordings.end(id("tape1"), RecordingState.BLOCKED, "no such disk", 6);
        recordings.end(id("tape2"), RecordingState.BLOCKED, "no such disk", 6);

        assertThat(recordings.release("tape1", 7)).isTrue();
        assertThat(recordings.release("tape2", 7)).isTrue();

        assertThat(recordings.find("tape1").orElseThrow().state()).isEqualTo(RecordingState.NEW);
        assertThat(recordings.find("tape2").orElseThrow().state()).isEqualTo(RecordingState.SPLITTING);
        assertThat(recordings.find("tape2").orElseThrow().cut()).hasValue(new FixedCut(4, 512, 384, 32));
    }

    @Test
    void pieces_are_inserted_once_and_marked_by_their_number() {
        recordings.register("tape1", Path.of("tape1"), 5);
        long id = id("tape1");
        CutPieces pieces = new CutPieces(science);
        List<CutPiece> eight = ScienceFixture.pieces("tape1", 8);

        pieces.insert(id, eight.subList(0, 5), 6);
        pieces.insert(id, eight.subList(3, 8), 7);
        pieces.insert(id, List.of(), 7);
        pieces.markIssued(id, 6, 8);
        pieces.markIssued(id, 6, 9);

        assertThat(pieces.count(id)).isEqualTo(8);
        assertThat(new Findings(science).workunits("tape1"))
                .containsEntry(WorkunitState.ISSUED, 6)
                .containsEntry(WorkunitState.CUT, 2);
    }

    @Test
    void a_piece_with_another_input_file_under_a_known_name_is_refused() {
        recordings.register("tape1", Path.of("tape1"), 5);
        CutPieces pieces = new CutPieces(science);
        CutPiece piece = ScienceFixture.pieces("tape1", 1).getFirst();
        pieces.insert(id("tape1"), List.of(piece), 6);

        CutPiece other = new CutPiece(0, piece.header(), FileDigest.of(new byte[9]));

        assertThatThrownBy(() -> pieces.insert(id("tape1"), List.of(other), 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tape1.s0.t0");
    }

    private static void begin(String name) {
        recordings.begin(id(name), "d".repeat(64), 4, new FixedCut(4, 512, 384, 32), "", 6);
    }

    private static long id(String name) {
        return recordings.find(name).map(RecordingRow::id).orElseThrow();
    }
}
