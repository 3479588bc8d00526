package org.muster.web.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.files.FileDigest;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What other sites read of a project, read as they read it: unpacked, and parsed as XML. */
class StatisticsExportTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path project;

    @BeforeEach
    void anEmptyProject() {
        DATABASE.empty();
        DATABASE.work()
                .write(handle -> handle.execute(
                        "insert into consent_type (shortname, enabled) values ('ENROLL', 1), ('STATSEXPORT', 0)"));
    }

    @Test
    void users_with_credit_are_told_by_public_identifier_and_never_by_address_or_key() throws Exception {
        DATABASE.work().write(handle -> {
            user(handle, "Zoë & <Co>", 1234.5);
            user(handle, "nothing yet", 0);
            handle.execute(
                    "update user set country = 'Iceland', url = 'zoe.example', teamid = 7 where total_credit > 0");
        });

        export();

        List<Element> users = records("user.gz", "user");
        assertThat(users).hasSize(1);
        Element zoe = users.getFirst();
        assertThat(text(zoe, "name")).isEqualTo(bytesOf("Zoë & <Co>"));
        assertThat(text(zoe, "total_credit")).isEqualTo("1234.500000");
        assertThat(text(zoe, "country")).isEqualTo("Iceland");
        assertThat(text(zoe, "teamid")).isEqualTo("7");
        String secrets = DATABASE.work()
                .read(handle -> handle.createQuery(
                                "select concat(cross_project_id, email_addr) from user where total_credit > 0")
                        .mapTo(String.class)
                        .one());
        assertThat(text(zoe, "cpid")).isEqualTo(md5(secrets));
        assertThat(unpacked("user.gz")).doesNotContain("@").doesNotContain("authenticator");
    }

    @Test
    void who_did_not_agree_is_not_exported_nor_are_their_hosts_where_the_project_asks() throws Exception {
        DATABASE.work().write(handle -> {
            long agreed = user(handle, "agreed", 10);
            long refused = user(handle, "refused", 10);
            long changed = user(handle, "changed", 10);
            user(handle, "never asked", 10);
            handle.execute("update consent_type set enabled = 1 where shortname = 'STATSEXPORT'");
            consent(handle, agreed, 1, 100);
            consent(handle, refused, 0, 100);
            consent(handle, changed, 1, 100);
            consent(handle, changed, 0, 200);
            host(handle, agreed, "of agreed", 5);
            host(handle, refused, "of refused", 5);
        });

        export();

        assertThat(records("user.gz", "user").stream().map(user -> text(user, "name")))
                .containsExactly("agreed");
        assertThat(records("host.gz", "host").stream().map(host -> text(host, "p_model")))
                .containsExactly("of agreed");

        DATABASE.work().write(handle -> handle.execute("update consent_type set enabled = 0"));
        export(NOW.plusSeconds(60));
        assertThat(records("user.gz", "user")).as("no consent is asked for").hasSize(4);
    }

    @Test
    void whose_a_host_is_is_only_said_where_its_owner_shows_it_and_merged_hosts_are_left_out() throws Exception {
        DATABASE.work().write(handle -> {
            long shy = user(handle, "shy", 10);
            long open = user(handle, "open", 10);
            handle.execute("update user set show_hosts = 1 where id = ?", open);
            host(handle, shy, "of shy", 5);
            host(handle, open, "of open", 5);
            host(handle, 0, "merged away", 5);
            host(handle, open, "without credit", 0);
        });

        export();

        List<Element> hosts = records("host.gz", "host");
        assertThat(hosts.stream().map(host -> text(host, "p_model"))).containsExactly("of shy", "of open");
        assertThat(hosts.getFirst().getElementsByTagName("userid").getLength()).isZero();
        assertThat(text(hosts.getLast(), "userid")).isEqualTo("2");
        assertThat(text(hosts.getLast(), "ncpus")).isEqualTo("2");
        assertThat(text(hosts.getLast(), "p_fpops")).isEqualTo("1000000000.000000");
    }

    @Test
    void teams_deleted_accounts_and_totals_are_there_for_readers() throws Exception {
        DATABASE.work().write(handle -> {
            long founder = user(handle, "founder", 100);
            user(handle, "second", 50);
            WorkFixture.app(handle, "spike_search");
            handle.createUpdate("""
                    insert into team (userid, name, type, description, total_credit, country)
                    values (:founder, 'Team & Co', 6, 'a\nb', 100, 'Peru')""").bind("founder", founder).execute();
            handle.execute("insert into user_deleted values (77, 'cafe', 1)");
            handle.execute("insert into host_deleted values (78, 'beef', 1)");
        });

        export();

        Element team = records("team.gz", "team").getFirst();
        assertThat(text(team, "founder_name")).isEqualTo("founder");
        assertThat(text(team, "type")).isEqualTo("6");
        assertThat(text(records("user_deleted.gz", "user").getFirst(), "cpid")).isEqualTo("cafe");
        assertThat(text(records("host_deleted.gz", "host").getFirst(), "host_cpid"))
                .isEqualTo("beef");
        Element totals = parse(Files.readString(published("tables.xml"))).getDocumentElement();
        assertThat(text(totals, "update_time")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(text(totals, "nusers_total")).isEqualTo("2");
        assertThat(text(totals, "nteams_total")).isEqualTo("1");
        assertThat(text(totals, "nhosts_total")).isEqualTo("0");
        assertThat(text(totals, "nusers_deleted_total")).isEqualTo("1");
        assertThat(text(totals, "total_credit")).isEqualTo("150.000000");
        assertThat(totals.getElementsByTagName("application").getLength()).isEqualTo(1);
    }

    @Test
    void a_table_of_several_steps_comes_out_whole_and_in_order() throws Exception {
        int users = 2 * 1000 + 1;
        DATABASE.work().write(handle -> {
            var batch = handle.prepareBatch(
                    "insert into user (name, email_addr, authenticator, total_credit) values (:name, :name, :name, :credit)");
            IntStream.rangeClosed(1, users)
                    .forEach(user -> batch.bind("name", "u" + user)
                            .bind("credit", user % 10 == 0 ? 0 : 1)
                            .add());
            batch.execute();
        });

        StatisticsExport.Written written = export();

        assertThat(written.users()).isEqualTo(users - users / 10);
        assertThat(records("user.gz", "user").stream().map(user -> Integer.parseInt(text(user, "id"))))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(users - users / 10);
    }

    @Test
    void an_export_replaces_the_last_one_at_once_and_what_a_killed_one_left_goes() throws Exception {
        DATABASE.work().write(handle -> user(handle, "first", 1));
        export();
        Path killed = Files.createDirectory(directory().resolve("export-1"));
        Files.writeString(killed.resolve("user.gz"), "half");
        DATABASE.work().write(handle -> user(handle, "second", 1));

        export(NOW.plusSeconds(60));

        assertThat(records("user.gz", "user")).hasSize(2);
        try (Stream<Path> left = Files.list(directory())) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "current", "export-" + NOW.plusSeconds(60).toEpochMilli());
        }
    }

    @Test
    void the_web_daemon_hands_out_the_published_files_and_nothing_beside_them() throws Exception {
        DATABASE.work().write(handle -> user(handle, "first", 1));
        try (RunningWeb web = RunningWeb.start(project, DATABASE.config())) {
            assertThat(web.get("stats/user.gz").statusCode()).isEqualTo(404);
            export();
            Files.writeString(project.resolve("secret.xml"), "key");

            assertThat(web.bytes("stats/user.gz").body()).isEqualTo(Files.readAllBytes(published("user.gz")));
            var totals = web.get("stats/tables.xml");
            assertThat(totals.body()).startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables>");
            assertThat(totals.headers().firstValue("content-type")).contains("text/xml");
            String changed = totals.headers().firstValue("last-modified").orElseThrow();
            assertThat(web.get("stats/tables.xml", "If-Modified-Since", changed).statusCode())
                    .isEqualTo(304);
            assertThat(web.ask("POST", "stats/user.gz").statusCode()).isEqualTo(405);
            for (String other : List.of("stats/", "stats/../secret.xml", "stats/.lock", "stats/x.gz")) {
                assertThat(web.get(other).statusCode()).as(other).isEqualTo(404);
            }
            assertThat(web.get("stats/..%2fsecret.xml").statusCode())
                    .as("refused before it comes to us")
                    .isEqualTo(400);
        }
    }

    @Test
    void the_daemon_exports_once_a_period_and_stands_by_while_another_does() throws Exception {
        StatisticsExport export = of(NOW);
        StatisticsDaemon daemon =
                new StatisticsDaemon(export, directory(), Duration.ofHours(24), InstantSource.system());

        assertThat(daemon.run().note()).isEqualTo("read the master");
        assertThat(daemon.run().note()).isEmpty();
        assertThat(StatisticsDaemon.isDue(Optional.of(NOW), Duration.ofHours(24), NOW.plus(Duration.ofHours(24))))
                .isTrue();
    }

    @Test
    void a_replica_that_follows_is_read_instead_of_the_master() throws Exception {
        DATABASE.work().write(handle -> {
            user(handle, "first", 1);
            handle.execute("""
                    insert into daemon_heartbeat (daemon, instance, host, pid, state, started_at, beat_at, expires_at)
                    values ('web', 'one', 'h', 1, 'running', 1, 1000, 1)""");
        });

        StatisticsExport.Written written = new StatisticsExport(
                        DATABASE.work(), Optional.of(DATABASE.work()), directory(), InstantSource.fixed(NOW))
                .run();

        assertThat(written.source()).isEqualTo("replica");
    }

    @ParameterizedTest(name = "newest heartbeat in the master {0}, in the replica {1}: usable {2}")
    @CsvSource({
        "1000, 1000, true",
        "1000, 940, true",
        "1000, 939, false",
        "-1, 1000, true",
        "1000, -1, false",
        "-1, -1, false"
    })
    void a_replica_is_read_when_it_is_not_behind(long master, long replica, boolean usable) {
        assertThat(ExportSource.isUsable(beat(master), beat(replica))).isEqualTo(usable);
    }

    private static OptionalLong beat(long time) {
        return time < 0 ? OptionalLong.empty() : OptionalLong.of(time);
    }

    private StatisticsExport.Written export() throws IOException {
        return export(NOW);
    }

    private StatisticsExport.Written export(Instant now) throws IOException {
        return of(now).run();
    }

    private StatisticsExport of(Instant now) {
        return new StatisticsExport(DATABASE.work(), Optional.empty(), directory(), InstantSource.fixed(now));
    }

    private Path directory() {
        return project.resolve("statistics");
    }

    private Path published(String name) {
        return directory().resolve("current").resolve(name);
    }

    private String unpacked(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(published(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Element> records(String file, String record) throws Exception {
        NodeList found = parse(unpacked(file)).getDocumentElement().getElementsByTagName(record);
        List<Element> records = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            records.add((Element) found.item(at));
        }
        return records;
    }

    private static Document parse(String document) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Element record, String name) {
        return record.getElementsByTagName(name).item(0).getTextContent();
    }

    /** The dialect escapes bytes, so a parser of XML sees each byte of UTF-8 as a character. */
    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String md5(String text) {
        return FileDigest.of(text.getBytes(StandardCharsets.UTF_8)).md5();
    }

    private static long user(Handle handle, String name, double credit) {
        handle.createUpdate("""
                        insert into user (name, email_addr, authenticator, cross_project_id, total_credit, create_time)
                        values (:name, concat(:name, '@example.invalid'), :authenticator, :crossProjectId, :credit, 5)
                        """)
                .bind("name", name)
                .bind("authenticator", md5(name))
                .bind("crossProjectId", md5("c" + name))
                .bind("credit", credit)
                .execute();
        return handle.createQuery("select last_insert_id()").mapTo(Long.class).one();
    }

    private static void host(Handle handle, long user, String model, double credit) {
        handle.createUpdate("""
                        insert into host (userid, p_model, total_credit, p_ncpus, p_fpops)
                        values (:user, :model, :credit, 2, 1e9)
                        """)
                .bind("user", user)
                .bind("model", model)
                .bind("credit", credit)
                .execute();
    }

    private static void consent(Handle handle, long user, int agreed, long time) {
        handle.createUpdate("""
                        insert into consent (userid, consent_type_id, consent_time, consent_flag)
                        select :user, id, :time, :agreed from consent_type where shortname = 'STATSEXPORT'
                        """)
                .bind("user", user)
                .bind("agreed", agreed)
                .bind("time", time)
                .execute();
    }
}
