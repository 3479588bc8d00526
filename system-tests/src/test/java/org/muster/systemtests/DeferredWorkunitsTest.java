package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.embedded.Trees;
import org.muster.common.files.FileAreas;
import org.muster.common.testing.OtherDevice;
import org.muster.common.testing.TestDatabase;
import org.muster.control.files.Freight;
import org.muster.control.files.Relocation;
import org.muster.control.files.WorkunitSelection;
import org.muster.control.volunteer.Account;
import org.muster.control.volunteer.Computer;
import org.muster.control.volunteer.Task;
import org.muster.control.volunteer.Volunteer;

/** The files of workunits go to another device and back while every daemon works on them. */
final class DeferredWorkunitsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Relocation.Speed SPEED = new Relocation.Speed(8, 0);
    private static final byte[] UPLOADED = "what was found".repeat(100).getBytes(UTF_8);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private OtherDevice device;
    private DeferredProject project;

    @BeforeEach
    void a_project_on_two_devices() throws IOException {
        DATABASE.empty();
        device = OtherDevice.than(directory);
        project = new DeferredProject(DATABASE.config(), DATABASE.work(), directory, device.directory());
    }

    @AfterEach
    void clean() throws Exception {
        project.close();
        device.close();
    }

    @Test
    void every_daemon_finds_files_that_go_to_and_fro_between_two_devices() throws Exception {
        int computed = 150;
        int kept = 20;
        project.workunits("w", computed);
        project.workunits("nodelete_", kept);
        project.uploaded("pending", UPLOADED);
        project.start();
        AtomicBoolean stop = new AtomicBoolean();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> volunteers = volunteers(3);
        long moved = 0;
        int rounds = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                HttpClient client = HttpClient.newHttpClient()) {
            Future<Long> downloads = threads.submit(again(stop, () -> downloadAll(client, kept, wrong)));
            Future<Long> sizes = threads.submit(again(stop, () -> askSize(client, wrong)));
            Instant end = Instant.now().plus(PATIENCE);
            while (open(computed + kept) || rounds < 3) {
                assertThat(Instant.now())
                        .as("time until everything is computed, assimilated and deleted")
                        .isBefore(end);
                moved += move(defer("--all")) + move(recall("--all"));
                rounds++;
            }
            stop.set(true);
            assertThat(downloads.get()).as("downloads beside").isPositive();
            assertThat(sizes.get()).as("size queries beside").isPositive();
        } finally {
            stop.set(true);
            volunteers.forEach(Thread::interrupt);
            for (Thread volunteer : volunteers) {
                volunteer.join();
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(moved).as("files moved in " + rounds + " rounds").isGreaterThan(4L * kept);
        assertThat(project.number("select count(*) from result where outcome not in (0, 1)"))
                .as("results that failed")
                .isZero();
        assertThat(project.number("select count(*) from workunit where error_mask <> 0"))
                .isZero();
        assertThat(project.number("select count(*) from blocked_work"))
                .as("work set aside")
                .isZero();
        everyResultWasAssimilated(computed, "w");
        everyResultWasAssimilated(kept, "nodelete_");
        assertThat(DeferredProject.names(project.downloads()))
                .as("input files in both areas: each once, with record and twin")
                .containsExactlyInAnyOrderElementsOf(kept("nodelete_", kept, "pending"));
        assertThat(DeferredProject.names(project.uploads()))
                .as("uploaded files in both areas")
                .containsExactly("pending_0_r1_0");
        theSweeperFindsNothing();
    }

    @Test
    void a_command_that_is_killed_anywhere_loses_nothing_and_finishes_when_it_is_run_again() throws Exception {
        int workunits = 200;
        project.workunits("tape1.", workunits);
        project.workunits("tape2.", 3);
        String config = project.configFile(directory).toString();
        for (int enough : List.of(1, workunits / 2, 2 * workunits)) {
            try (MusterCommand command = MusterCommand.start(
                    "deferred.log", "files", "defer", "--name", "tape1.*", "--to", "cold", "--config", config)) {
                Waiting.until(
                        enough + " files have come to the other device",
                        PATIENCE,
                        () -> DeferredProject.cold(project.downloads()) >= enough || !command.isAlive());
                command.killEverything();
            }
            everyInputIsFound();
        }

        String dryRun = said("files", "defer", "--name", "tape1.*", "--to", "cold", "--dry-run", "--config", config);
        assertThat(dryRun).contains("Would move").contains(workunits + " workunits");
        assertThat(said("files", "defer", "--name", "tape1.*", "--to", "cold", "--config", config))
                .contains(" 0 left");
        assertThat(said("files", "defer", "--name", "tape1.*", "--to", "cold", "--config", config))
                .as("once more")
                .contains("To move: 0 files", "0 files moved, 0 left");

        everyInputIsFound();
        assertThat(DeferredProject.cold(project.downloads())).isEqualTo(3L * workunits);
        assertThat(DeferredProject.names(project.downloads())).doesNotHaveDuplicates();
        assertThat(said("files", "recall", "--app", "reverse", "--from", "cold", "--config", config))
                .contains(workunits + " files moved, 0 left");
        assertThat(DeferredProject.cold(project.downloads())).isZero();
        everyInputIsFound();
    }

    @Test
    void a_backup_has_what_was_deferred_and_brings_it_back_to_where_every_daemon_finds_it() throws Exception {
        int deferred = 20;
        int others = 10;
        project.workunits("tape1.", deferred);
        project.workunits("tape2.", others);
        project.uploaded("pending", UPLOADED);
        String config = project.configFile(directory).toString();
        String backups = directory.resolve("backups").toString();
        move(defer("--name", "tape1.*"));
        move(defer("--name", "pending0"));
        long cold = DeferredProject.cold(project.downloads());
        List<String> names = DeferredProject.names(project.downloads());
        assertThat(cold).as("with records and twins").isEqualTo(3L * (deferred + 1));
        assertThat(DeferredProject.cold(project.uploads())).isEqualTo(1);

        said("backup", backups, "--config", config);
        List<Path> roots = Stream.of(project.downloads(), project.uploads())
                .flatMap(areas -> areas.roots().stream())
                .toList();
        for (Path root : roots) {
            Trees.delete(root);
        }
        refusedAsLongAsADiskIsAway(backups, config, roots.getLast());
        for (Path root : roots) {
            Files.createDirectories(root);
        }
        said("restore", backups, "--replace", "--yes", "--config", config);

        everyInputIsFound();
        assertThat(DeferredProject.names(project.downloads())).isEqualTo(names);
        assertThat(DeferredProject.cold(project.downloads())).isEqualTo(cold);
        assertThat(DeferredProject.names(project.uploads())).containsExactly("pending_0_r1_0");
        assertThat(said("fsck", "--digests", "--config", config)).doesNotContain("missing");
        project.start();
        List<Thread> volunteers = volunteers(2);
        Waiting.until("everything is computed and assimilated", PATIENCE, () -> !open(deferred + others));
        volunteers.forEach(Thread::interrupt);
        for (Thread volunteer : volunteers) {
            volunteer.join();
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            askSize(client, wrong);
            assertThat(wrong).isEmpty();
        }
        everyResultWasAssimilated(deferred, "tape1.");
        everyResultWasAssimilated(others, "tape2.");
        assertThat(DeferredProject.names(project.downloads()))
                .as("inputs of what is done are deleted, wherever they lay")
                .containsExactly("pending0.in", "pending0.in.gz", "pending0.in.md5");
        theSweeperFindsNothing();
    }

    /** Files below the mount point of a disk that is away would be hidden by it later. */
    private static void refusedAsLongAsADiskIsAway(String backups, String config, Path area) throws Exception {
        try (MusterCommand command = MusterCommand.start(
                "deferred-restore-" + System.nanoTime() + ".log",
                "restore",
                backups,
                "--replace",
                "--yes",
                "--config",
                config)) {
            assertThat(command.exit(PATIENCE)).isEqualTo(1);
            assertThat(command.said()).contains("the file area " + area + " is not there: mount its disk");
            assertThat(area).doesNotExist();
        }
    }

    /** What a command says that ends well; once more, as an operator would, when the database of a busy machine is slow. */
    private static String said(String... arguments) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            String log = "deferred-" + arguments[1] + "-" + System.nanoTime() + ".log";
            try (MusterCommand command = MusterCommand.start(log, arguments)) {
                int status = command.exit(PATIENCE);
                if (status == 0 || !command.said().contains("cannot be reached")) {
                    assertThat(status).as(command.said()).isZero();
                    return command.said();
                }
                assertThat(Instant.now()).as("trying to reach the database").isBefore(end);
            }
        }
    }

    private Relocation defer(String... selection) {
        return Relocation.into(
                project.config().files(), DATABASE.work(), WorkunitSelection.of(selection), DeferredProject.COLD);
    }

    private Relocation recall(String... selection) {
        return Relocation.outOf(
                project.config().files(), DATABASE.work(), WorkunitSelection.of(selection), DeferredProject.COLD);
    }

    private static long move(Relocation relocation) throws IOException, InterruptedException {
        Freight freight = relocation.freight();
        Relocation.Moved moved = relocation.move(freight, SPEED);
        assertThat(moved.left()).isZero();
        return moved.moved();
    }

    /** Whether something is still to be done; input files and uploaded files are deleted at their own pace. */
    private boolean open(int workunits) {
        return project.number("select count(*) from workunit where assimilate_state = 2 and file_delete_state = 2")
                        < workunits
                || project.number("select count(*) from result where outcome = 1 and file_delete_state <> 2") > 0;
    }

    private List<Thread> volunteers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    Account account = new Account("v" + number, "v" + number + "@example.invalid", "volunteering");
                    Computer computer = new Computer(directory.resolve("volunteer-" + number));
                    return Thread.ofPlatform()
                            .start(new Volunteer(
                                    project.config().project().masterUrl(),
                                    account,
                                    computer,
                                    DeferredWorkunitsTest::reverse));
                })
                .toList();
    }

    private static String reverse(Task task, Computer computer) throws IOException {
        byte[] input = Files.readAllBytes(computer.file(task.inputs().getFirst().fileName()));
        Files.write(computer.file(task.outputs().getFirst().fileName()), reversed(input));
        return "";
    }

    private static byte[] reversed(byte[] input) {
        return new StringBuilder(new String(input, UTF_8)).reverse().toString().getBytes(UTF_8);
    }

    private static Callable<Long> again(AtomicBoolean stop, Callable<Integer> work) {
        return () -> {
            long done = 0;
            while (!stop.get()) {
                done += work.call();
            }
            return done;
        };
    }

    /** Files that nobody deletes are there at every moment, and the right ones, compressed or not. */
    private int downloadAll(HttpClient client, int kept, ConcurrentLinkedQueue<String> wrong) throws Exception {
        for (int i = 0; i < kept; i++) {
            String name = "nodelete_" + i + ".in";
            HttpResponse<byte[]> plain = get(client, project.inputUrl(name));
            if (plain.statusCode() != 200
                    || !java.util.Arrays.equals(plain.body(), project.inputs().get(name))) {
                wrong.add(name + " was answered with " + plain.statusCode() + " and " + plain.body().length + " bytes");
            }
            HttpResponse<byte[]> twin = get(client, URI.create(project.inputUrl(name) + ".gz"));
            if (twin.statusCode() != 200) {
                wrong.add(name + ".gz was answered with " + twin.statusCode());
            }
        }
        return 2 * kept;
    }

    private static HttpResponse<byte[]> get(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A client that was not told that its file is safe asks, and must hear that it is, wherever it lies. */
    private int askSize(HttpClient client, ConcurrentLinkedQueue<String> wrong) throws Exception {
        String query = "<data_server_request>\n<get_file_size>pending_0_r1_0</get_file_size>\n</data_server_request>\n";
        String reply = client.send(
                        HttpRequest.newBuilder(project.uploadUrl())
                                .POST(HttpRequest.BodyPublishers.ofString(query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        if (!reply.contains("<file_size>" + UPLOADED.length + "</file_size>")) {
            wrong.add("the size of a finished upload was said to be: " + reply);
        }
        return 1;
    }

    private void everyResultWasAssimilated(int count, String prefix) throws IOException {
        Map<String, String> outputs = new java.util.HashMap<>();
        try (Stream<Path> taken = Files.list(directory.resolve("results"))) {
            for (Path file : taken.filter(Files::isRegularFile).toList()) {
                outputs.put(file.getFileName().toString().replaceFirst("_0_r\\d+_0$", ""), Files.readString(file));
            }
        }
        for (int i = 0; i < count; i++) {
            String name = prefix + i;
            assertThat(outputs.get(name))
                    .as(name)
                    .isEqualTo(new String(reversed(project.inputs().get(name + ".in")), UTF_8));
        }
    }

    private static List<String> kept(String prefix, int count, String other) {
        List<String> names = new ArrayList<>();
        Stream.concat(IntStream.range(0, count).mapToObj(i -> prefix + i), Stream.of(other + "0"))
                .flatMap(name -> Stream.of("", ".gz", ".md5").map(ending -> name + ".in" + ending))
                .forEach(names::add);
        return names;
    }

    /** Two rounds through every area, begun after the last move. */
    private void theSweeperFindsNothing() throws Exception {
        String rounds = "select coalesce(min(round), 0) from file_walk where walk like 'antique-sweeper%'";
        double before = project.number(rounds);
        Waiting.until("the sweeper has been everywhere", PATIENCE, () -> project.number(rounds) >= before + 2);
        assertThat(
                        project.number(
                                "select coalesce(sum(files), 0) from sweep_finding where verdict in ('no row', 'deleted before')"))
                .as("files that no row wants")
                .isZero();
        assertThat(project.number("select count(*) from result where server_state = 1"))
                .as("work held back because its input is missing")
                .isZero();
    }

    private void everyInputIsFound() throws IOException {
        FileAreas downloads = project.downloads();
        for (Map.Entry<String, byte[]> input : project.inputs().entrySet()) {
            Optional<byte[]> found = downloads.use(input.getKey(), Files::readAllBytes);
            assertThat(found)
                    .as(input.getKey())
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(input.getValue()));
        }
    }
}
