package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.store.Database;
import org.muster.control.ProjectDirectory;

/** A project that {@code bin/muster run} runs, with the application {@link StepsApplication}, and what its rows say. */
final class StepsProject implements AutoCloseable {
    static final Path DIRECTORY = Path.of("target", "scenarios").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Files stay long enough to be looked at. */
    private static final int KEEP_SECONDS = 3600;

    private final ProjectDirectory place;
    private final EmbeddedMariaDb server;
    private final MusterConfig config;
    private final Database work;
    private final MusterCommand daemons;
    private final StepsApplication application;

    private StepsProject(ProjectDirectory place, EmbeddedMariaDb server) throws Exception {
        this.place = place;
        this.server = server;
        MusterConfig small = place.config(
                server.schema("muster", 12),
                server.schema("muster_science", 4),
                new SplitterConfig(null, null, 0, 0, 0, 0, 0, 0, 0));
        Path file = DIRECTORY.resolve("muster.yaml");
        Files.writeString(
                file, ConfigFile.text(small).replace("deleteDelaySeconds: 0", "deleteDelaySeconds: " + KEEP_SECONDS));
        this.config = ConfigFile.read(file, System.getenv());
        assertThat(MusterCommand.run("scenarios-setup.log", PATIENCE, "project", "create", "--config", file.toString()))
                .isZero();
        this.work = Database.open(config.database(), "test-work");
        this.application = StepsApplication.publish(config, work);
        this.daemons = MusterCommand.start("scenarios-daemons.log", "run", "all", "--config", file.toString());
        Waiting.until("all daemons are up", PATIENCE, () -> daemons.said().contains("web started"));
    }

    static StepsProject start() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        ProjectDirectory place = new ProjectDirectory(DIRECTORY.resolve("project"), FreePorts.next());
        EmbeddedMariaDb server = EmbeddedMariaDb.start(DIRECTORY.resolve("database"), "systemtests", 128);
        Files.deleteIfExists(Path.of("target", "scenarios-daemons.log"));
        try {
            return new StepsProject(place, server);
        } catch (Exception | AssertionError failed) {
            server.close();
            throw failed;
        }
    }

    URI url() {
        return place.masterUrl();
    }

    /** While this file exists the scheduler is stopped. */
    Path stopFile() {
        return config.project().directory().resolve("stop_sched");
    }

    /** Makes a workunit of one result that takes some half seconds; see {@link StepsApplication} for further words. */
    void workunit(String name, int steps, String more) throws IOException {
        application.workunit(name, steps, more);
    }

    /** As the operator's tools cancel a workunit. */
    void cancel(String name) {
        work.write(handle -> handle.execute(
                "update workunit set error_mask = error_mask | 16, transition_time = ? where name = ?",
                Instant.now().getEpochSecond(),
                name));
    }

    /** Cancels what is not finished. */
    void cancelAll() {
        work.write(handle -> handle.execute(
                "update workunit set error_mask = error_mask | 16, transition_time = ? where canonical_resultid = 0",
                Instant.now().getEpochSecond()));
    }

    /** Sends a message to the task that a result is, for its computer to fetch. */
    void answer(String result, String words) {
        work.write(handle -> handle.execute("""
                insert into msg_to_host (create_time, hostid, variety, handled, xml)
                select ?, hostid, 'steps', 0, concat('<trickle_down>\n<result_name>', name,
                  '</result_name>\n<time>', unix_timestamp(), '</time>\n', ?, '\n</trickle_down>\n')
                from result where name = ?
                """, Instant.now().getEpochSecond(), words, result));
    }

    /** The message that a task sent, empty when none has come. */
    String messageOf(String result) {
        return work.read(handle -> handle.createQuery("select xml from msg_from_host where xml like :result")
                .bind("result", "%<result_name>" + result.replace("_", "\\_") + "</result_name>%")
                .mapTo(String.class)
                .findFirst()
                .orElse(""));
    }

    /** As the administrator writes news. */
    void publish(String title, String body) {
        work.write(handle -> handle.execute(
                "insert into news (title, body, published_at) values (?, ?, ?)",
                title,
                body,
                Instant.now().getEpochSecond()));
    }

    /** As the volunteer of a computer sets its venue, and for that venue preferences on the pages. */
    void prefer(long host, String share, String venue, String computing) {
        work.write(handle -> {
            handle.execute("update host set venue = ? where id = ?", venue, host);
            handle.execute(
                    "update user set global_prefs = ?, project_prefs = ? where id = (select userid from host where id = ?)",
                    "<global_preferences>\n<mod_time>" + Instant.now().getEpochSecond() + "</mod_time>\n<venue name=\""
                            + venue + "\">\n" + computing + "\n</venue>\n</global_preferences>\n",
                    "<project_preferences>\n<resource_share>" + share + "</resource_share>\n</project_preferences>\n",
                    host);
        });
    }

    /** What a result's task wrote. */
    String outputOf(String result) throws IOException {
        String file = work.read(handle ->
                handle.createQuery("""
                        select regexp_substr(cast(xml_doc_in as char), '[^>]*_r[0-9]+_0') from result where name = :name
                        """).bind("name", result).mapTo(String.class).one());
        FileArea uploads = new FileArea(
                config.files().uploadDirectory(), new FanOut(config.files().fanOut()));
        return Files.readString(uploads.resolve(file));
    }

    int serverState(String result) {
        return column(result, "server_state");
    }

    int outcome(String result) {
        return column(result, "outcome");
    }

    long hostOf(String result) {
        return column(result, "hostid");
    }

    double creditOf(String result) {
        return number("select coalesce(sum(credit), 0) from credit_ledger where result_id ="
                + " (select id from result where name = '" + result + "')");
    }

    double number(String query) {
        return ProjectChecks.number(work, query);
    }

    private int column(String result, String column) {
        return work.read(handle -> handle.createQuery("select " + column + " from result where name = :name")
                .bind("name", result)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    @Override
    public void close() throws Exception {
        try {
            assertThat(daemons.terminate(Duration.ofSeconds(60))).isIn(0, 143);
        } finally {
            daemons.close();
            work.close();
            server.close();
        }
    }
}
