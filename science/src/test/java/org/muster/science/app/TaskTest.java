package org.muster.science.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceFormat;
import org.muster.science.piece.SearchParameters;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.search.TestPieces;
import org.muster.science.signals.InjectedSignal;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeList;

class TaskTest {
    private static final int CONTROL = 0;
    private static final int HEARTBEAT = 4;
    private static final int STATUS = 5;
    private static final Piece PIECE = TestPieces.piece(
            TestPieces.header(8192, SearchParameters.defaultsFor(TestPieces.SAMPLE_RATE, 8192)),
            1,
            List.of(InjectedSignal.carrier(TestPieces.CENTRE + 33, 0.3)));
    private static final SpikeList EXPECTED = SpikeSearch.of(PIECE).run(SearchListener.NONE);

    @TempDir
    Path dataDirectory;

    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private SlotDirectory client;

    @BeforeEach
    void a_client_prepares_a_slot() throws IOException {
        client = new SlotDirectory(dataDirectory);
        Files.write(client.project.resolve("rec_0_0.piece"), PieceFormat.bytes(PIECE));
        client.softLink("piece", "rec_0_0.piece");
        client.softLink("spikes", "rec_0_0_1_r77_0");
        client.initData(ProcessHandle.current().pid(), 300);
    }

    @Test
    void a_task_reads_through_soft_links_and_leaves_its_spikes_where_the_client_uploads_them_from() throws Exception {
        assertThat(run()).isZero();
        assertThat(uploaded()).contains(EXPECTED);
        assertThat(client.read("boinc_finish_called")).isEqualTo("0\n");
        assertThat(client.read("spikes")).contains("<soft_link>");
        assertThat(client.slot.resolve("spikes.part")).doesNotExist();
        assertThat(log())
                .contains("task rec_0_0_1 in slot 0 for Jocelyn & Antony")
                .contains("searches rec_0_0: 8192");
    }

    @Test
    void a_task_whose_files_are_copied_leaves_its_spikes_in_the_slot() throws Exception {
        Files.delete(client.slot.resolve("spikes"));
        Files.write(client.slot.resolve("piece"), PieceFormat.bytes(PIECE));
        assertThat(run()).isZero();
        assertThat(SpikeFormat.read(Files.readAllBytes(client.slot.resolve("spikes"))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void a_task_follows_symbolic_links() throws Exception {
        Files.delete(client.slot.resolve("piece"));
        Files.createSymbolicLink(client.slot.resolve("piece"), client.project.resolve("rec_0_0.piece"));
        assertThat(run()).isZero();
        assertThat(uploaded()).contains(EXPECTED);
    }

    @Test
    void the_client_is_told_the_cpu_time_of_all_runs_and_that_everything_is_done() throws Exception {
        client.say(STATUS, "an old message that nobody has read");
        client.say(HEARTBEAT, "<heartbeat/>");
        run();
        assertThat(client.isUnread(STATUS)).isTrue();
        assertThat(client.isUnread(HEARTBEAT)).isFalse();
        String status = client.hear(STATUS);
        assertThat(number(status, "fraction_done")).isEqualTo(1);
        assertThat(number(status, "current_cpu_time")).isBetween(1000.5, 1500.0);
        assertThat(number(status, "checkpoint_cpu_time")).isEqualTo(1000.5);
    }

    @Test
    void a_task_that_is_told_to_quit_leaves_nothing_and_will_be_started_again() throws Exception {
        client.say(CONTROL, "<quit/>");
        assertThat(run()).isZero();
        assertNothingDone();
        assertThat(log()).contains("the client asked the task to quit");
    }

    @Test
    void an_aborted_task_exits_with_the_status_that_the_client_expects() throws Exception {
        client.say(CONTROL, "<abort/>");
        assertThat(run()).isEqualTo(194);
        assertNothingDone();
    }

    @Test
    void a_suspended_task_waits_until_it_is_resumed() throws Exception {
        client.say(CONTROL, "<suspend/>");
        FutureTask<Integer> task = inBackground(this::run);
        Waiting.until("the request is heard", () -> !client.isUnread(CONTROL));
        client.say(CONTROL, "<suspend/>");
        Waiting.until("the second request is heard", () -> !client.isUnread(CONTROL));
        assertNothingDone();
        client.say(CONTROL, "<resume/>");
        assertThat(task.get()).isZero();
        assertThat(uploaded()).contains(EXPECTED);
    }

    @Test
    void a_suspended_task_can_be_told_to_quit() throws Exception {
        client.say(CONTROL, "<suspend/>");
        FutureTask<Integer> task = inBackground(this::run);
        Waiting.until("the request is heard", () -> !client.isUnread(CONTROL));
        client.say(CONTROL, "<quit/>");
        assertThat(task.get()).isZero();
        assertNothingDone();
    }

    @Test
    void a_task_does_not_survive_its_client() throws Exception {
        Process clientProcess = new ProcessBuilder("sleep", "60").start();
        client.initData(clientProcess.pid(), 300);
        client.say(CONTROL, "<suspend/>");
        FutureTask<Integer> task = inBackground(this::run);
        Waiting.until("the request is heard", () -> !client.isUnread(CONTROL));
        clientProcess.destroyForcibly().waitFor();
        assertThat(task.get()).isZero();
        assertNothingDone();
        assertThat(log()).contains("the client has gone");
    }

    @Test
    void a_task_goes_on_from_its_checkpoint_and_finds_the_same() throws Exception {
        client.initData(ProcessHandle.current().pid(), 0.000_001);
        run();
        assertThat(number(client.hear(STATUS), "checkpoint_cpu_time")).isGreaterThan(1000.5);
        Path checkpoint = client.slot.resolve("checkpoint");
        assertThat(client.read("checkpoint")).startsWith("muster-checkpoint 1\ndrift-rates-done: 9\n");
        Files.delete(client.project.resolve("rec_0_0_1_r77_0"));

        assertThat(run()).isZero();
        assertThat(log()).contains("goes on after 9 drift rates");
        assertThat(uploaded()).contains(EXPECTED);

        byte[] cutOff = Arrays.copyOf(Files.readAllBytes(checkpoint), 300);
        Files.write(checkpoint, cutOff);
        assertThat(run()).isZero();
        assertThat(log()).contains("starts from the beginning, because its checkpoint cannot be used");
        assertThat(uploaded()).contains(EXPECTED);
    }

    @Test
    void a_piece_that_was_cut_off_is_an_error_that_says_how_many_bytes_are_missing() throws Exception {
        byte[] bytes = PieceFormat.bytes(PIECE);
        Files.write(client.project.resolve("rec_0_0.piece"), Arrays.copyOf(bytes, bytes.length - 1000));
        assertThat(run()).isEqualTo(1);
        assertThat(client.read("boinc_finish_called")).isEqualTo("1\n");
        assertThat(log()).contains("32768 bytes expected, 31768 there, 1000 missing");
    }

    @Test
    void a_second_task_in_the_slot_gives_way_for_a_while() throws Exception {
        assertThat(SlotLock.take(client.slot, Duration.ZERO)).isPresent().hasValueSatisfying(lock -> {
            try {
                assertThat(SlotLock.take(client.slot, Duration.ofMillis(1))).isEmpty();
                lock.close();
                assertThat(SlotLock.take(client.slot, Duration.ZERO)).isPresent();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void without_a_client_the_task_runs_by_itself() throws Exception {
        Files.delete(client.slot.resolve("init_data.xml"));
        Files.delete(client.slot.resolve("boinc_mmap_file"));
        assertThat(run()).isZero();
        assertThat(uploaded()).contains(EXPECTED);
        assertThat(log()).contains("no init_data.xml").contains("no boinc_mmap_file");
    }

    @Test
    void one_file_can_be_searched_from_the_command_line() throws Exception {
        Path spikes = client.slot.resolve("out");
        Path piece = client.project.resolve("rec_0_0.piece");
        assertThat(searchMain("--piece", piece.toString(), "--spikes", spikes.toString()))
                .isZero();
        assertThat(SpikeFormat.read(Files.readAllBytes(spikes))).isEqualTo(EXPECTED);
        assertThat(searchMain("--piece", "nowhere", "--spikes", spikes.toString()))
                .isEqualTo(1);
        assertThat(searchMain("--help")).isEqualTo(2);
        assertThat(log()).contains("cannot search").contains("usage:");
    }

    private int run() throws IOException, InterruptedException {
        return searchMain();
    }

    private int searchMain(String... arguments) throws IOException, InterruptedException {
        TaskLog log = new TaskLog(new PrintStream(stderr, true, UTF_8), () -> Instant.EPOCH);
        return SpikeSearchMain.run(client.slot, List.of(arguments), log);
    }

    private static FutureTask<Integer> inBackground(Callable<Integer> work) {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private Optional<SpikeList> uploaded() throws IOException {
        Path output = client.project.resolve("rec_0_0_1_r77_0");
        return Files.exists(output) ? Optional.of(SpikeFormat.read(Files.readAllBytes(output))) : Optional.empty();
    }

    private void assertNothingDone() throws IOException {
        assertThat(uploaded()).isEmpty();
        assertThat(client.slot.resolve("boinc_finish_called")).doesNotExist();
    }

    private String log() {
        return stderr.toString(UTF_8);
    }

    private static double number(String text, String tag) {
        Matcher matcher = Pattern.compile("<" + tag + ">([^<]*)</" + tag + ">").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
