package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.UploadConfig;
import org.muster.common.config.WatermarksConfig;
import org.muster.common.embedded.Trees;
import org.muster.common.files.FileDigest;
import org.muster.upload.UploadClient.Answer;

/** Every status that a client can be given, through a real port. */
class UploadStatusTest {
    private static final String NAME = "wu_demo_1_0_r1_0";
    private static final byte[] DATA = "forty bytes of data, more or less, here.".getBytes(US_ASCII);
    private static final String MD5 = FileDigest.of(DATA).md5();

    @TempDir
    Path project;

    private UploadServer server;
    private UploadClient client;

    @BeforeEach
    void start() throws IOException {
        server = new UploadServer(project, true);
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_file_that_came_whole_is_stored_where_the_fan_out_says() throws IOException {
        Answer answer = client.upload(header().md5(MD5), DATA);

        assertThat(answer.head()).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("content-type: text/plain");
        assertThat(answer.body()).isEqualTo("<data_server_reply>\n    <status>0</status>\n</data_server_reply>\n");
        assertThat(project.resolve("upload/1c8/" + NAME)).hasBinaryContent(DATA);
        assertThat(client.size(NAME).fileSize()).isEqualTo(DATA.length);
        assertThat(server.area.hasUnfinished(NAME)).isFalse();
    }

    @Test
    void an_empty_file_is_a_file() throws IOException {
        assertThat(client.upload(server.header(NAME, 0), new byte[0]).status()).isZero();
        assertThat(server.finished(NAME)).isEmptyFile();
    }

    @Test
    void a_finished_file_is_acknowledged_again_and_not_touched() throws IOException {
        client.upload(header(), DATA);
        byte[] other = new byte[DATA.length];

        assertThat(client.upload(header(), other).status()).isZero();
        assertThat(client.upload(header().offset(7), other).status()).isZero();
        assertThat(client.upload(server.header(NAME, 3), "new".getBytes(US_ASCII))
                        .status())
                .isZero();

        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
        assertThat(server.area.hasUnfinished(NAME)).isFalse();
    }

    @Test
    void one_connection_can_carry_many_requests() throws IOException {
        byte[] refused = header().signature("").with(new byte[300_000]);
        byte[] taken = header().with(DATA);
        try (Socket socket = client.connect()) {
            socket.getOutputStream().write(UploadClient.head(refused.length).getBytes(US_ASCII));
            socket.getOutputStream().write(refused);
            assertThat(UploadClient.answer(socket.getInputStream()).status()).isEqualTo(-1);
            socket.getOutputStream().write(UploadClient.head(taken.length).getBytes(US_ASCII));
            socket.getOutputStream().write(taken);
            assertThat(UploadClient.answer(socket.getInputStream()).status()).isZero();
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws IOException {
        byte[] body = header().with(DATA);
        try (Socket socket = client.connect()) {
            socket.getOutputStream()
                    .write(UploadClient.head(body.length, "Expect: 100-continue")
                            .getBytes(US_ASCII));
            byte[] goOn = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(goOn, US_ASCII)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(body);
            assertThat(UploadClient.answer(socket.getInputStream()).status()).isZero();
        }
        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
    }

    @Test
    void while_the_stop_file_is_there_clients_are_asked_to_wait() throws IOException {
        Files.createFile(project.resolve("stop_upload"));
        assertRefused(client.upload(header(), DATA), 1, "temporarily disabled");
        assertRefused(client.size(NAME), 1, "temporarily disabled");

        Files.delete(project.resolve("stop_upload"));
        assertThat(client.upload(header(), DATA).status()).isZero();
    }

    @Test
    void a_client_that_asks_first_sends_nothing_while_uploads_are_stopped() throws IOException {
        Files.createFile(project.resolve("stop_upload"));
        try (Socket socket = client.connect()) {
            socket.getOutputStream()
                    .write(UploadClient.head(5_000_000, "Expect: 100-continue").getBytes(US_ASCII));
            assertThat(UploadClient.answer(socket.getInputStream()).status()).isEqualTo(1);
        }
    }

    @Test
    void without_a_readable_key_nothing_is_taken_until_there_is_one() throws IOException {
        String key = Files.readString(server.keys.uploadPublic());
        UploadHeader header = header();

        Files.delete(server.keys.uploadPublic());
        assertRefused(client.upload(header, DATA), 1, "key cannot be read");
        assertRefused(client.size(NAME), 1, "key cannot be read");
        Files.writeString(server.keys.uploadPublic(), "1024\nnonsense\n");
        assertRefused(client.upload(header, DATA), 1, "key cannot be read");

        Files.writeString(server.keys.uploadPublic(), key);
        assertThat(client.upload(header, DATA).status()).isZero();
    }

    @Test
    void without_the_upload_directory_clients_are_asked_to_wait() throws IOException {
        Trees.delete(project.resolve("upload"));

        assertRefused(client.upload(header(), DATA), 1, "not writable");
        assertRefused(client.size(NAME), 1, "not writable");
    }

    @Test
    void a_disk_that_is_nearly_full_keeps_clients_from_beginning() throws IOException {
        server.close();
        client = server.start(new UploadConfig(0, 0, 0, Integer.MAX_VALUE, 0), WatermarksConfig.defaults())
                .client();

        assertRefused(client.size(NAME), 1, "disk space");
        assertRefused(client.upload(header(), DATA), 1, "disk space");
        assertThat(client.upload(header(), DATA).head()).containsIgnoringCase("Retry-After: 600");
    }

    @Test
    void a_directory_that_cannot_be_made_is_trouble_that_may_pass() throws IOException {
        List<Path> directories =
                List.of(server.area.partial().root(), server.area.arrivals().root());
        for (Path directory : directories) {
            Files.delete(directory);
            Files.writeString(directory, "in the way");
        }
        assertRefused(client.upload(header(), DATA), 1, "cannot write the file now");

        for (Path directory : directories) {
            Files.delete(directory);
        }
        assertThat(client.upload(header(), DATA).status()).isZero();
    }

    @Test
    void a_file_whose_final_place_is_blocked_is_not_acknowledged_and_not_lost() throws IOException {
        Path inTheWay = Files.writeString(project.resolve("upload/1c8"), "in the way");
        assertRefused(client.upload(header(), DATA), 1, "cannot write the file now");

        Files.delete(inTheWay);
        long stored = client.size(NAME).fileSize();
        assertThat(stored).isEqualTo(DATA.length - 1);
        assertThat(client.upload(header().offset(stored), from(stored)).status())
                .isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
    }

    @Test
    void a_request_without_a_command_may_be_sent_again() throws IOException {
        assertRefused(client.post("<data_server_request>\n".getBytes(US_ASCII)), 1, "no command");
        assertRefused(client.post(new byte[0]), 1, "no command");
        assertRefused(client.post(new byte[100_000]), 1, "no command");
        assertRefused(
                client.exchange("GET " + UploadServer.PATH + " HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0]),
                1,
                "no command");
    }

    @Test
    void a_form_is_not_parsed_as_one() throws IOException {
        byte[] looksLikeAForm = "a=1&b=%zz&c".getBytes(US_ASCII);

        assertThat(client.upload(server.header(NAME, looksLikeAForm.length), looksLikeAForm)
                        .status())
                .isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(looksLikeAForm);
    }

    @Test
    void what_can_never_be_taken_is_refused_for_good_whatever_its_size() throws IOException {
        byte[] large = new byte[3_000_000];

        assertRefused(client.upload(header().name(null), large), -1, "no file name");
        assertRefused(client.post(header().withoutData().with(large)), -1, "no &lt;data&gt;");
        assertRefused(client.upload(header().signature(null), large), -1, "signature is missing");
        assertRefused(client.upload(header().maxBytes(null), large), -1, "max_nbytes is missing");
        assertRefused(client.upload(header().name("other"), large), -1, "signature is not valid");
        assertRefused(client.upload(header().maxBytes(2_000_000), large), -1, "signature is not valid");
        assertRefused(client.upload(header().bytes(null), large), -1, "nbytes is missing");
        assertRefused(client.upload(header().bytes(-5), large), -1, "nbytes is missing or negative");
        assertRefused(client.upload(header().bytes(large.length), large), -1, "more than the 1000");
        assertRefused(client.upload(server.header("../a", 9), large), -1, "not allowed");
        assertRefused(client.size("../../keys/upload_private"), -1, "not allowed");
        assertThat(server.area.finished().list()).isEmpty();
        assertThat(server.area.partial().list()).isEmpty();
    }

    @Test
    void a_gap_is_refused_and_the_client_may_ask_where_to_begin() throws IOException {
        assertRefused(client.upload(header().offset(1), from(1)), 1, "only 0 bytes");
        assertRefused(client.upload(header().offset(DATA.length), new byte[0]), 1, "only 0 bytes");
        assertRefused(client.upload(header().offset(DATA.length + 1), new byte[0]), 1, "only 0 bytes");
        assertThat(client.size(NAME).fileSize()).isZero();
    }

    @Test
    void a_body_that_ends_early_is_kept_and_is_not_the_file() throws IOException {
        assertRefused(client.upload(header(), new byte[] {DATA[0], DATA[1]}), 1, "38 of 40 bytes are still missing");

        assertThat(client.size(NAME).fileSize()).isEqualTo(2);
        assertThat(server.finished(NAME)).doesNotExist();
    }

    @Test
    void data_from_an_earlier_place_overwrite_what_is_there_and_keep_what_is_beyond() throws IOException {
        client.upload(header(), Arrays.copyOf(DATA, 30));

        client.upload(header().offset(10), Arrays.copyOfRange(DATA, 10, 20));

        assertThat(client.size(NAME).fileSize()).isEqualTo(30);
    }

    @Test
    void a_shorter_file_than_what_is_stored_is_cut_to_its_size() throws IOException {
        client.upload(header(), Arrays.copyOf(DATA, 30));

        assertThat(client.upload(server.header(NAME, 12).md5(md5Of(12)), Arrays.copyOf(DATA, 12))
                        .status())
                .isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(Arrays.copyOf(DATA, 12));
    }

    @Test
    void an_offset_at_the_end_of_what_is_stored_finishes_the_file() throws IOException {
        client.upload(header(), Arrays.copyOf(DATA, 30));

        assertThat(client.upload(server.header(NAME, 30).offset(30).md5(md5Of(30)), new byte[0])
                        .status())
                .isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(Arrays.copyOf(DATA, 30));
    }

    @Test
    void data_that_are_not_what_their_md5_says_are_dropped_and_can_be_sent_again() throws IOException {
        byte[] spoiled = DATA.clone();
        spoiled[5]++;

        assertRefused(client.upload(header().md5(MD5), spoiled), 1, "MD5");
        assertThat(client.size(NAME).fileSize()).isZero();
        assertThat(server.finished(NAME)).doesNotExist();

        assertThat(client.upload(header().md5(MD5), DATA).status()).isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
    }

    @Test
    void the_md5_covers_what_was_stored_before_a_resume() throws IOException {
        byte[] spoiled = Arrays.copyOf(DATA, 20);
        spoiled[5]++;
        client.upload(header(), spoiled);

        assertRefused(client.upload(header().md5(MD5).offset(20), from(20)), 1, "MD5");
        assertThat(client.size(NAME).fileSize()).isZero();
    }

    @Test
    void bytes_behind_the_end_of_the_file_are_not_part_of_it() throws IOException {
        byte[] more = Arrays.copyOf(DATA, DATA.length + 5000);

        assertThat(client.upload(header().md5(MD5), more).status()).isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
    }

    @Test
    void a_file_beyond_four_gibibytes_is_counted_right() throws IOException {
        long large = 5L * 1024 * 1024 * 1024;
        Path partial = server.area.partial().resolve(NAME);
        Files.createDirectories(partial.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(partial.toFile(), "rw")) {
            sparse.setLength(large);
        }

        assertThat(client.size(NAME).fileSize()).isEqualTo(large);
        assertThat(client.upload(server.header(NAME, large + 3).offset(large), "end".getBytes(US_ASCII))
                        .status())
                .isZero();
        assertThat(server.finished(NAME)).hasSize(large + 3);
        assertThat(client.size(NAME).fileSize()).isEqualTo(large + 3);
    }

    private UploadHeader header() {
        return server.header(NAME, DATA.length);
    }

    private static byte[] from(long offset) {
        return Arrays.copyOfRange(DATA, (int) offset, DATA.length);
    }

    private static String md5Of(int length) {
        return FileDigest.of(Arrays.copyOf(DATA, length)).md5();
    }

    private static void assertRefused(Answer answer, int status, String why) {
        assertThat(answer.head()).startsWith("HTTP/1.1 200 OK");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).contains(why);
    }
}
