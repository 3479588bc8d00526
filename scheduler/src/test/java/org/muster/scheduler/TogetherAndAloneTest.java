package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/**
 * Requests of all kinds, several of one computer and of one account among them, are handled together in one database and
 * one after the other in another one that is the same. Which of many tasks that are alike a computer gets is left to
 * chance; everything else must be equal.
 */
class TogetherAndAloneTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final SchedulerConfig CONFIG = new SchedulerConfig(300, 0, 0, 0, 20, true, true, 5, 0);
    private static final int ACCOUNTS = 6;
    private static final int COMPUTERS = 14;
    private static final int REQUESTS = 30;

    /** Rows in the terms of names, because identifiers depend on the order in which rows were made. */
    private static final Map<String, String> ROWS = Map.of(
            "computers",
            """
            select concat_ws('|', u.name, h.domain_name, h.rpc_seqno, h.rpc_time, h.nresults_today, h.create_time,
              h.venue, h.host_cpid, h.p_ncpus, h.p_model, h.m_nbytes, h.d_free, h.on_frac) as line
            from host h join user u on u.id = h.userid order by line
            """,
            "accounts",
            "select concat_ws('|', name, cross_project_id, global_prefs, project_prefs) as line from user order by line",
            "reported results",
            """
            select concat_ws('|', r.name, r.server_state, r.outcome, h.domain_name, r.userid, r.received_time,
              r.validate_state, r.client_state, r.exit_status, r.cpu_time, r.elapsed_time, r.report_deadline,
              hex(r.stderr_out)) as line
            from result r left join host h on h.id = r.hostid
            where r.server_state <> 2 and r.sent_time = 1795288000 order by line
            """,
            "tasks given out now",
            """
            select concat_ws('|', h.domain_name, r.userid, r.server_state, r.outcome, r.app_version_id,
              r.sent_time, r.report_deadline, count(*)) as line
            from result r join host h on h.id = r.hostid where r.sent_time > 1795288000
            group by h.domain_name, r.userid, r.server_state, r.outcome, r.app_version_id, r.sent_time, r.report_deadline
            order by line
            """,
            "times of transition",
            "select concat_ws('|', transition_time, error_mask, count(*)) as line from workunit"
                    + " group by transition_time, error_mask order by line",
            "computers with versions",
            """
            select concat_ws('|', h.domain_name, v.app_version_id, v.n_jobs_today, v.max_jobs_per_day,
              v.consecutive_valid) as line
            from host_app_version v join host h on h.id = v.host_id order by line
            """,
            "messages from computers",
            """
            select concat_ws('|', h.domain_name, m.variety, m.xml, (select count(*) from message_receipt)) as line
            from msg_from_host m join host h on h.id = m.hostid order by line
            """,
            "messages for computers",
            "select concat_ws('|', hostid, handled, xml) as line from msg_to_host order by line");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void requests_handled_together_leave_the_rows_and_get_the_replies_that_they_would_alone(long seed) {
        Ending alone = ending(
                seed,
                (bench, requests) -> requests.stream()
                        .map(request -> bench.together(List.of(request)).getFirst())
                        .toList());
        Ending together = ending(seed, SchedulerBench::together);
        assertThat(together.replies).containsExactlyElementsOf(alone.replies);
        ROWS.keySet()
                .forEach(what -> assertThat(together.rows.get(what)).as(what).isEqualTo(alone.rows.get(what)));
        assertThat(alone.rows.get("tasks given out now")).isNotEmpty();
    }

    private record Ending(List<String> replies, Map<String, List<String>> rows) {}

    private Ending ending(long seed, BiFunction<SchedulerBench, List<RequestText>, List<ClientReply>> handling) {
        DATABASE.empty();
        DATABASE.work().write(TogetherAndAloneTest::project);
        SchedulerBench bench = new SchedulerBench(DATABASE.work(), directory, CONFIG, new Random(seed));
        bench.feed();
        List<Volunteer> volunteers = IntStream.range(0, COMPUTERS)
                .mapToObj(number -> Volunteer.of(bench, number))
                .toList();
        DATABASE.work().write(TogetherAndAloneTest::meanwhile);
        bench.later(1000);
        bench.feed();
        Random random = new Random(seed);
        List<RequestText> requests = IntStream.range(0, REQUESTS)
                .mapToObj(number -> volunteers.get(random.nextInt(COMPUTERS)).asks(random, number))
                .toList();
        List<String> replies = handling.apply(bench, requests).stream()
                .map(reply -> told(bench, reply))
                .toList();
        assertThat(bench.number("""
                        select count(*) from result a join result b on a.workunitid = b.workunitid and a.id < b.id
                          and a.userid = b.userid and a.userid <> 0
                        """)).as("pairs of one account").isZero();
        Map<String, List<String>> rows = new TreeMap<>();
        ROWS.forEach((what, query) -> rows.put(
                what,
                bench.database.read(
                        handle -> handle.createQuery(query).mapTo(String.class).list())));
        return new Ending(replies, rows);
    }

    private static void project(Handle handle) {
        for (int account = 0; account < ACCOUNTS; account++) {
            WorkFixture.user(handle, "user" + account);
        }
        long app = SchedulerBench.application(handle);
        for (int number = 0; number < 150; number++) {
            SchedulerBench.work(handle, app, "piece%03d".formatted(number), 2);
        }
    }

    /** Some workunits are cancelled, some are finished, some computers get messages. */
    private static void meanwhile(Handle handle) {
        handle.execute("update workunit set error_mask = 16 where id % 17 = 0");
        handle.execute("update workunit set assimilate_state = 2 where id % 19 = 0");
        handle.execute("""
                insert into msg_to_host (create_time, hostid, variety, handled, xml)
                select 1, h.id, '', 0, '<trickle_down><result_name>piece000_0</result_name><time>1</time></trickle_down>'
                from host h where h.id % 3 = 0
                """);
    }

    /** What a reply says, but for which tasks it brings. */
    private static String told(SchedulerBench bench, ClientReply reply) {
        String host = reply.has("hostid")
                ? bench.database.read(handle -> handle.createQuery("select domain_name from host where id = :id")
                        .bind("id", reply.hostId())
                        .mapTo(String.class)
                        .one())
                : "";
        return String.join(
                "|",
                "computer " + host,
                "tasks " + reply.tasks().size(),
                "reported " + reply.names("result_ack"),
                "abort " + reply.names("result_abort"),
                "abort unless begun " + reply.names("result_abort_if_not_started"),
                "messages " + reply.messages().toString().replaceAll("piece[0-9_]+", "TASK"),
                "trickles " + reply.all("trickle_down").size() + reply.has("message_ack"),
                "delay " + reply.value("request_delay"),
                "preferences " + reply.has("global_preferences"));
    }

    /** A computer of an account, with the tasks that it has. */
    private record Volunteer(int number, long host, List<String> tasks) {

        static Volunteer of(SchedulerBench bench, int number) {
            ClientReply reply =
                    bench.askUnfed(first(number, "computer" + number).wants(1, 5));
            return new Volunteer(
                    number, reply.hostId(), List.copyOf(reply.tasks().keySet()));
        }

        private static RequestText first(int number, String name) {
            return RequestText.from(WorkFixture.authenticator("user" + number % ACCOUNTS))
                    .identifier(name)
                    .domainName(name);
        }

        RequestText asks(Random random, int place) {
            RequestText request = switch (random.nextInt(12)) {
                case 0 -> first(number, "new" + place).multipleAllowed();
                case 1 -> RequestText.from("nobody");
                case 2 -> first(number, "computer" + number);
                default -> first(number, "computer" + number).host(host, 1 + place);
            };
            List<String> kept = new ArrayList<>();
            for (String task : tasks) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> request.reports(task);
                    case 2 -> request.reports(task, 3, 1);
                    case 3 -> {}
                    default -> kept.add(task);
                }
            }
            request.has(kept.toArray(String[]::new));
            if (random.nextInt(4) > 0) {
                request.wants(1, random.nextInt(4));
            }
            if (random.nextInt(8) == 0) {
                request.crossProjectId("%032x".formatted(place));
            }
            if (random.nextInt(6) == 0) {
                request.extra(
                        "<msg_from_host>\n<variety>v</variety>\nmessage " + random.nextInt(3) + "\n</msg_from_host>\n");
            }
            if (random.nextInt(8) == 0) {
                request.processor("GenuineIntel", "Another processor " + random.nextInt(2));
            }
            return random.nextInt(10) == 0 ? request.withoutOthers() : request;
        }
    }
}
