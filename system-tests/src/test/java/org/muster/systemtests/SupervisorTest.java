package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;

/** {@code bin/muster start, status, stop, restart}: what keeps a project running. */
class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Path DIRECTORY =
            Path.of("target", "supervisor-project").toAbsolutePath();
    private static final Path CONFIG = DIRECTORY.resolve("muster.yaml");
    private static final String LOG = "supervisor.log";

    @BeforeAll
    static void a_project_with_a_database_of_its_own_and_two_daemons() throws Exception {
        Trees.delete(DIRECTORY);
        Files.deleteIfExists(Path.of("target", LOG));
        String url = "http://127.0.0.1:" + FreePorts.next() + "/muster/";
        assertThat(muster("project", "create", "--dir", DIRECTORY.toString(), "--url", url))
                .isZero();
        Files.writeString(CONFIG, """
                  daemons:
                    - {name: transitioner, copies: 2, sharded: true}
                    - {name: small, run: [db-purge], memoryMegabytes: 64}
                """, StandardOpenOption.APPEND);
    }

    @AfterAll
    static void nothing_stays_behind() throws Exception {
        muster("stop", "--config", CONFIG.toString());
        assertThat(left()).isEmpty();
    }

    @Test
    void what_dies_hangs_or_outgrows_its_memory_is_back_with_the_reason_and_nothing_stale_hinders_a_start()
            throws Exception {
        assertThat(on("start", "transitioner")).isZero();
        assertThat(on("start", "transitioner")).as("a second start").isEqualTo(1);
        assertThat(said()).contains("running already on");

        killed();
        frozen();
        on("start", "small");
        Waiting.until(
                "a daemon over its limit is started anew",
                PATIENCE,
                () -> child("small").path("lastReason").asText().contains("outgrew its memory: "));

        the_story_is_in_the_database();
        assertThat(on("stop", "small")).isZero();
        assertThat(child("small").path("state").asText()).isEqualTo("STOPPED");
        assertThat(on("restart", "transitioner-2")).isZero();
        assertThat(on("status")).isZero();

        the_supervisor_is_killed();
        everything_is_told_to_end();
        assertThat(on("status")).isEqualTo(3);
        assertThat(on("stop")).isEqualTo(1);
    }

    private void killed() throws Exception {
        long former = pid("transitioner-1");
        ProcessHandle.of(former).orElseThrow().destroyForcibly();
        back("transitioner-1", former, "signal 9");
    }

    private void frozen() throws Exception {
        long former = pid("transitioner-2");
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(former))
                        .start()
                        .waitFor())
                .isZero();
        back("transitioner-2", former, "hung: no sign of life");
        assertThat(ProcessHandle.of(former).filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** Rows are written a moment after they are told. */
    private void the_story_is_in_the_database() throws Exception {
        MusterConfig config = ConfigFile.read(CONFIG, Map.of());
        try (Database work = Database.open(config.database(), "check")) {
            Waiting.until(
                    "the kill is told",
                    PATIENCE,
                    () -> story(work, "transitioner-1").endsWith(" ended: ended by itself: signal 9; started: "));
            Waiting.until(
                    "the freezing is told",
                    PATIENCE,
                    () -> story(work, "transitioner-2").endsWith(" ended: hung: no sign of life for 10 s; started: "));
            Waiting.until(
                    "what outgrows its memory again and again is told, with its back-off",
                    PATIENCE,
                    () -> story(work, "small").contains(" ended: outgrew its memory: ")
                            && story(work, "small").contains(" waits: started again in "));
        }
    }

    private static String story(Database work, String child) {
        return String.join(
                ";",
                work.<List<String>>read(handle -> handle.createQuery("""
                                select concat(' ', event, ': ', reason) from daemon_event where child = :child order by id
                                """)
                        .bind("child", child)
                        .mapTo(String.class)
                        .list()));
    }

    /** As after a power failure: files of the dead lie about, one of them with the number of a living process. */
    private void the_supervisor_is_killed() throws Exception {
        List<ProcessHandle> orphans = List.of(handle(pid("transitioner-1")), handle(pid("database")));
        handle(state().path("supervisor").path("pid").asLong()).destroyForcibly();
        Waiting.until(
                "its processes end with it", PATIENCE, () -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        Path run = DIRECTORY.resolve("run_" + ThisMachine.shortName());
        Files.writeString(
                run.resolve("supervisor.json"),
                Files.readString(run.resolve("supervisor.json"))
                        .replaceAll(
                                "\"pid\" : [1-9][0-9]*",
                                "\"pid\" : " + ProcessHandle.current().pid()));
        Files.writeString(run.resolve("supervisor.lock"), "4711");

        assertThat(on("start", "transitioner")).isZero();
    }

    private void everything_is_told_to_end() throws Exception {
        List<ProcessHandle> all = StreamSupport.stream(state().path("children").spliterator(), false)
                .map(child -> child.path("process").path("pid").asLong())
                .filter(pid -> pid > 0)
                .map(SupervisorTest::handle)
                .toList();
        ProcessHandle supervisor = handle(state().path("supervisor").path("pid").asLong());

        supervisor.destroy();

        Waiting.until("SIGTERM takes everything down", PATIENCE, () -> !supervisor.isAlive());
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    private void back(String child, long former, String reason) throws Exception {
        Waiting.until(
                child + " is back",
                PATIENCE,
                () -> child(child).path("state").asText().equals("RUNNING") && pid(child) != former);
        assertThat(child(child).path("lastReason").asText()).contains(reason);
        assertThat(child(child).path("restarts").asInt()).isPositive();
    }

    private static int on(String command, String... names) throws Exception {
        String[] arguments = new String[names.length + 3];
        arguments[0] = command;
        System.arraycopy(names, 0, arguments, 1, names.length);
        arguments[names.length + 1] = "--config";
        arguments[names.length + 2] = CONFIG.toString();
        return muster(arguments);
    }

    private static int muster(String... arguments) throws Exception {
        return MusterCommand.run(LOG, PATIENCE, arguments);
    }

    private static String said() throws IOException {
        return Files.readString(Path.of("target", LOG));
    }

    private static JsonNode state() throws IOException {
        return new ObjectMapper()
                .readTree(DIRECTORY
                        .resolve("run_" + ThisMachine.shortName() + "/supervisor.json")
                        .toFile());
    }

    private static JsonNode child(String name) throws IOException {
        return StreamSupport.stream(state().path("children").spliterator(), false)
                .filter(child -> child.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long pid(String child) throws IOException {
        return child(child).path("process").path("pid").asLong();
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Processes that were started for this project, its database server included. */
    private static List<String> left() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(DIRECTORY.toString()))
                        .isPresent())
                .map(Object::toString)
                .toList();
    }
}
