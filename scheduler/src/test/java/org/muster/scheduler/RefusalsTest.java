package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.common.config.ClientsConfig;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.ExchangeConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.scheduler.http.BodyReader;
import org.muster.scheduler.http.BodyRoom;
import org.muster.scheduler.refusal.RefusalCode;

/** Every refusal of the table: that it is in the table as it should be, and that a volunteer really reads it. */
class RefusalsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");
    private static final ClientsConfig ALL_CLIENTS = new ClientsConfig(0, 0, 0, null, null);
    private static final ExchangeConfig USUAL = new ExchangeConfig(0, 0, null, false, false, false, false);

    @TempDir
    Path directory;

    @BeforeEach
    void a_project_with_work() {
        DATABASE.empty();
        DATABASE.work().write(handle -> {
            WorkFixture.user(handle, "anna");
            long app = SchedulerBench.application(handle);
            SchedulerBench.work(handle, app, "piece", 1);
        });
    }

    @Test
    void the_table() {
        String table = Arrays.stream(RefusalCode.values())
                .map(code -> "%s | %s | %s | %s | %s"
                        .formatted(
                                code.metric(),
                                code.consequence(),
                                code.notice() ? "notice" : "low",
                                code.comesBack(),
                                code.sentence()))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(table).isEqualTo("""
                        unreadable | NOTHING | low | AS_USUAL | Error in request message: %s
                        too_large | NOTHING | low | AS_USUAL | Error in request message: it is larger than %s bytes
                        too_slow | LATER | low | IN_MINUTES | Your request came in too slowly; it will be tried again
                        project_stopped | LATER | notice | AFTER_MAINTENANCE | Project is temporarily shut down for maintenance
                        database_away | LATER | low | IN_MINUTES | The project's database is not available; the request will be tried again later
                        busy | LATER | low | IN_ITS_PLACE | The server has more requests than it can answer; this one will be tried again
                        internal_error | LATER | low | IN_MINUTES | The server had an internal error; the request will be tried again later
                        overtaken | LATER | low | IN_MINUTES | A later request of this computer was answered before this one
                        wrong_authenticator | NOTHING | notice | IN_AN_HOUR | Invalid or missing account key. To fix, remove and add this project.
                        host_shut_out | NOTHING | low | IN_A_DAY | Not accepting requests from this host
                        project_ended | NO_WORK | notice | IN_A_DAY | This project has ended and has no more tasks
                        client_too_old | NO_WORK | notice | IN_A_DAY | Your BOINC client software is too old: this project needs version %s or newer. Please install the current version.
                        system_banned | NO_WORK | notice | IN_A_DAY | This project doesn't support operating system %s. Please update it if you can.
                        processor_banned | NO_WORK | notice | IN_A_DAY | This project doesn't support processors of type %s
                        no_platform | NO_WORK | notice | IN_A_DAY | This project doesn't support computers of type %s
                        unknown_project_key | NO_WORK | notice | AS_USUAL | The project has changed its security key. Please remove and add this project.
                        unknown_application | NO_WORK | notice | AS_USUAL | Unknown app name %s in app_info.xml
                        sending_nothing | NO_WORK | low | AS_USUAL | This project is not sending tasks at present
                        too_recent | NO_WORK | low | AFTER_THE_INTERVAL | Not sending work. Last request too recent: please wait %s seconds.
                        over_quota | NO_WORK | low | ON_THE_NEXT_DAY |\s
                        no_fitting_task | NO_WORK | low | AS_USUAL | No tasks sent
                        no_task_at_all | NO_WORK | low | AS_USUAL | Project has no tasks available
                        """);
    }

    @Test
    void a_platform_that_was_published_a_moment_ago_is_not_sent_away_for_a_day() {
        SchedulerBench bench = bench(ALL_CLIENTS, USUAL);
        String words = RefusalCode.NO_PLATFORM.sentence().replace("%s", "abacus");
        assertThat(bench.ask(request().platform("abacus")).messages()).contains(words);

        DATABASE.work()
                .write(
                        handle -> handle.execute(
                                "insert into platform (create_time, name, user_friendly_name, deprecated) values (0, 'abacus', '', 0)"));
        bench.now.incrementAndGet();

        ClientReply reply = bench.askUnfed(request().platform("abacus"));
        assertThat(reply.messages()).doesNotContain(words);
        assertThat(Double.parseDouble(reply.value("request_delay"))).isLessThan(3600);
    }

    /** What a case gave: the bench on which it was played, the reply, and the words that must be in it. */
    private record Played(SchedulerBench bench, ClientReply reply, String words, double delay) {}

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void each_reaches_the_volunteer_with_its_words_its_delay_and_its_counter(RefusalCode code) throws Exception {
        Played played = play(code);
        ClientReply reply = played.reply();

        assertThat(reply.messages()).contains(played.words());
        String priority = reply.all("message").stream()
                .filter(message -> message.getTextContent().equals(played.words()))
                .findFirst()
                .orElseThrow()
                .getAttribute("priority");
        assertThat(priority).isEqualTo(code.notice() ? "notice" : "low");
        assertThat(Double.parseDouble(reply.value("request_delay")))
                .isBetween(played.delay(), Math.max(played.delay(), 120));
        assertThat(reply.tasks()).isEmpty();
        assertThat(played.bench().counted("refusals", "reason", code.metric())).isEqualTo(1);
        switch (code.consequence()) {
            case LATER -> assertThat(reply.has("project_is_down")).isTrue();
            case NOTHING -> {
                assertThat(reply.has("project_is_down")).isFalse();
                assertThat(reply.has("userid")).isFalse();
            }
            case NO_WORK -> assertThat(reply.value("user_name")).isEqualTo("anna");
        }
    }

    private Played play(RefusalCode code) throws Exception {
        return switch (code) {
            case UNREADABLE -> {
                SchedulerBench bench = bench(ALL_CLIENTS, USUAL);
                ClientReply reply = ClientReply.of(bench.answer(new byte[0]));
                yield new Played(
                        bench, reply, "Error in request message: there is no <scheduler_request> (at byte 0)", 6);
            }
            case TOO_LARGE -> overHttp(100, 5, 1000, "Error in request message: it is larger than 100 bytes", 6);
            case TOO_SLOW -> overHttp(1 << 20, 1e-9, 1 << 20, code.sentence(), 60);
            case BUSY -> overHttp(1 << 20, 5, 10, code.sentence(), 60);
            case PROJECT_STOPPED -> {
                Files.createFile(directory.resolve("stop_sched"));
                yield asked(bench(ALL_CLIENTS, USUAL), request(), code.sentence(), 3600);
            }
            case DATABASE_AWAY -> databaseAway(code);
            case INTERNAL_ERROR -> broken(code);
            case OVERTAKEN -> {
                SchedulerBench bench = bench(ALL_CLIENTS, USUAL);
                bench.askUnfed(RequestText.from(ANNA));
                change("update host set rpc_seqno = 9, rpc_time = rpc_time + 10");
                yield asked(bench, request().host(1, 3), code.sentence(), 60);
            }
            case WRONG_AUTHENTICATOR ->
                asked(bench(ALL_CLIENTS, USUAL), RequestText.from("nobody").wants(1, 1), code.sentence(), 3600);
            case HOST_SHUT_OUT -> {
                SchedulerBench bench = bench(ALL_CLIENTS, USUAL);
                bench.askUnfed(RequestText.from(ANNA));
                change("update host set max_results_day = -1");
                yield asked(bench, request().host(1, 1), code.sentence(), 86_400);
            }
            case PROJECT_ENDED ->
                asked(
                        bench(ALL_CLIENTS, new ExchangeConfig(0, 0, null, false, true, false, false)),
                        request(),
                        code.sentence(),
                        86_400);
            case CLIENT_TOO_OLD ->
                asked(
                        bench(new ClientsConfig(80_102, 0, 0, null, null), USUAL),
                        request(),
                        code.sentence().replace("%s", "8.1.2"),
                        86_400);
            case SYSTEM_BANNED ->
                asked(
                        bench(new ClientsConfig(0, 0, 0, List.of("^Linux.*\t1[12]$"), null), USUAL),
                        request(),
                        code.sentence().replace("%s", "Linux Debian 12"),
                        86_400);
            case PROCESSOR_BANNED ->
                asked(
                        bench(new ClientsConfig(0, 0, 0, null, List.of("Intel\tSome .*Model 167")), USUAL),
                        request(),
                        code.sentence().replace("%s", "GenuineIntel Some processor [Family 6 Model 167 Stepping 1]"),
                        86_400);
            case NO_PLATFORM ->
                asked(
                        bench(ALL_CLIENTS, USUAL),
                        request().platform("abacus"),
                        code.sentence().replace("%s", "abacus"),
                        86_400);
            case UNKNOWN_PROJECT_KEY ->
                asked(bench(ALL_CLIENTS, USUAL), request().codeSignKey("1024\nabc\n."), code.sentence(), 6);
            case UNKNOWN_APPLICATION ->
                asked(
                        bench(ALL_CLIENTS, USUAL),
                        request()
                                .platform("anonymous")
                                .extra("<app_versions><app_version><app_name>nonesuch</app_name>"
                                        + "<version_num>1</version_num></app_version></app_versions>\n"),
                        code.sentence().replace("%s", "nonesuch"),
                        6);
            case SENDING_NOTHING ->
                asked(
                        bench(ALL_CLIENTS, new ExchangeConfig(0, 0, null, true, false, false, false)),
                        request(),
                        code.sentence(),
                        6);
            case TOO_RECENT -> {
                SchedulerBench bench = bench(ALL_CLIENTS, new ExchangeConfig(90, 0, null, false, false, false, false));
                bench.askUnfed(RequestText.from(ANNA));
                bench.later(30);
                yield asked(bench, request().host(1, 1), code.sentence().replace("%s", "60"), 91);
            }
            case OVER_QUOTA -> overQuota();
            case NO_FITTING_TASK, NO_TASK_AT_ALL -> {
                change("update result set server_state = 5");
                yield asked(bench(ALL_CLIENTS, USUAL), request(), code.sentence(), 6);
            }
        };
    }

    private Played overQuota() {
        SchedulerBench bench =
                new SchedulerBench(DATABASE.work(), directory, new SchedulerConfig(0, 0, 0, 0, 1, false, false, 0, 0));
        bench.ask(request());
        change("update host_app_version set n_jobs_today = 9");
        DATABASE.work().write(handle -> SchedulerBench.work(handle, 1, "more", 1));
        ClientReply reply = bench.ask(request().host(1, 1).has("piece_0"));
        String words = reply.messages().stream()
                .filter(message -> message.startsWith("This computer has finished a daily quota of "))
                .findFirst()
                .orElse("none of the messages: " + reply.messages());
        assertThat(Double.parseDouble(reply.value("request_delay"))).isBetween(120.0, 14_400.0);
        return new Played(bench, reply, words, Double.parseDouble(reply.value("request_delay")));
    }

    private Played databaseAway(RefusalCode code) {
        DatabaseConfig nowhere = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/nothing", "nobody", "", 1);
        try (Database away = Database.open(nowhere, "away")) {
            SchedulerBench bench = new SchedulerBench(away, directory, SchedulerBench.ANYBODY);
            return new Played(bench, bench.askUnfed(request()), code.sentence(), 60);
        }
    }

    private Played broken(RefusalCode code) {
        SchedulerBench bench = bench(ALL_CLIENTS, USUAL);
        change("rename table user to user_elsewhere");
        try {
            return new Played(bench, bench.askUnfed(request()), code.sentence(), 60);
        } finally {
            change("rename table user_elsewhere to user");
        }
    }

    private Played overHttp(int largest, double patience, long room, String words, double delay) throws Exception {
        SchedulerBench bench = bench(ALL_CLIENTS, USUAL);
        BodyReader bodies = new BodyReader(largest, 1e12, patience, new BodyRoom(room));
        try (HttpPort port = new HttpPort(bench.handler(bodies))) {
            return new Played(bench, port.post(request().bytes()), words, delay);
        }
    }

    private static Played asked(SchedulerBench bench, RequestText request, String words, double delay) {
        return new Played(bench, bench.askUnfed(request), words, delay);
    }

    private SchedulerBench bench(ClientsConfig clients, ExchangeConfig exchange) {
        SchedulerConfig config =
                new SchedulerConfig(0, 0, 0, 0, 0, false, false, 0, 0, null, clients, exchange, null, null);
        SchedulerBench bench = new SchedulerBench(DATABASE.work(), directory, config);
        bench.feed();
        return bench;
    }

    private static RequestText request() {
        return RequestText.from(ANNA).wants(100, 1);
    }

    private static void change(String statement) {
        DATABASE.work().write(handle -> handle.execute(statement));
    }
}
