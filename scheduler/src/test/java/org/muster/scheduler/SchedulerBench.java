package org.muster.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.HttpListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.model.ServerState;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.WorkFixture;
import org.muster.scheduler.admission.Combiner;
import org.muster.scheduler.http.BodyReader;
import org.muster.scheduler.reply.ProjectTextFiles;
import org.muster.scheduler.reply.ReplyWriter;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.RequestParser;
import org.muster.scheduler.request.WaitingRequest;
import org.muster.scheduler.work.FeederPass;
import org.muster.scheduler.work.Stock;

/** A scheduler on a real database, stepped by hand: its feeder runs when told, its clock stands still. */
final class SchedulerBench {

    static final String PLATFORM = "x86_64-pc-linux-gnu";
    static final long START = 1_795_288_000L;

    /** Gives two results of a workunit to anybody, as a project with one volunteer must. */
    static final SchedulerConfig ANYBODY = new SchedulerConfig(0, 0, 0, 0, 0, false, false, 0, 0);

    /** One result of a workunit for each account. */
    static final SchedulerConfig ONE_PER_USER = new SchedulerConfig(0, 0, 0, 0, 0, true, true, 0, 0);

    final AtomicLong now = new AtomicLong(START);
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Path directory;
    final MusterConfig config;
    final Database database;
    private final Stock stock;
    private final FeederPass feeder;
    private final SchedulerDesk desk;
    private final ProjectTextFiles texts;
    private final SchedulerExchange exchange;

    SchedulerBench(Database database, Path directory, SchedulerConfig scheduler) {
        this(database, directory, scheduler, RandomGenerator.getDefault());
    }

    /** @param random what is left to chance when tasks are chosen */
    SchedulerBench(Database database, Path directory, SchedulerConfig scheduler, RandomGenerator random) {
        this.database = database;
        this.directory = directory;
        this.config = config(directory, scheduler);
        DaemonContext context = context((port, path, handler) -> {});
        this.stock = Main.stock(config, random);
        this.feeder = new FeederPass(database, context.clock(), Shard.ALL, stock, Main.assigned(config));
        this.desk = Main.desk(context, stock);
        this.texts = new ProjectTextFiles(directory, System::nanoTime);
        this.exchange = Main.exchange(context, stock, texts);
    }

    static MusterConfig config(Path directory, SchedulerConfig scheduler) {
        try {
            new KeyDirectory(directory.resolve("keys")).createMissing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MusterConfig(
                new ProjectConfig(
                        "muster",
                        "Müster & Söhne",
                        directory,
                        URI.create("http://127.0.0.1:8080/muster/"),
                        null,
                        null,
                        null),
                new DatabaseConfig("jdbc:mysql://127.0.0.1/unused", "", "", 4),
                null,
                new FilesConfig(directory, directory, null, directory, directory),
                new KeysConfig(directory.resolve("keys"), false),
                null,
                scheduler,
                null,
                null);
    }

    DaemonContext context(HttpListeners listeners) {
        return new DaemonContext(
                config,
                database,
                () -> database,
                () -> Instant.ofEpochSecond(now.get()),
                listeners,
                metrics,
                Shard.ALL);
    }

    /** Fills the cache and answers. */
    ClientReply ask(RequestText request) {
        feed();
        return askUnfed(request);
    }

    ClientReply askUnfed(RequestText request) {
        return ClientReply.of(answer(request.bytes()));
    }

    byte[] answer(byte[] body) {
        return desk.answer(body, "198.51.100.7").toByteArray();
    }

    /** Answers requests together; those that are put off come next, together. The replies in the requests' order. */
    List<ClientReply> together(List<RequestText> requests) {
        List<WaitingRequest> all =
                requests.stream().map(request -> waiting(request.bytes())).toList();
        Map<WaitingRequest, Combiner.Outcome<SchedulerReply>> outcomes = new HashMap<>();
        List<WaitingRequest> left = all;
        while (!left.isEmpty()) {
            outcomes.putAll(outcomes(left));
            left = all.stream()
                    .filter(request -> !outcomes.containsKey(request))
                    .toList();
        }
        return all.stream()
                .map(request -> rendered(request, outcomes.get(request)))
                .toList();
    }

    WaitingRequest waiting(byte[] body) {
        return new WaitingRequest(RequestParser.parse(body, "198.51.100.7"), now.get(), 0);
    }

    /** What becomes of one batch. */
    Map<WaitingRequest, Combiner.Outcome<SchedulerReply>> outcomes(List<WaitingRequest> batch) {
        return exchange.answer(batch);
    }

    private ClientReply rendered(WaitingRequest request, Combiner.Outcome<SchedulerReply> outcome) {
        return switch (outcome) {
            case Combiner.Outcome.Answer<SchedulerReply> answer ->
                ClientReply.of(new ReplyWriter(
                                config.project(), config.scheduler().exchange(), texts)
                        .write(answer.answer(), request.request().client().version())
                        .toByteArray());
            case Combiner.Outcome.Failure<SchedulerReply> failure -> throw failure.reason();
        };
    }

    /** The scheduler's HTTP handler. */
    SchedulerHandler handler() {
        return handler(Main.bodies(config));
    }

    SchedulerHandler handler(BodyReader bodies) {
        return new SchedulerHandler(desk, bodies, new LongAdder());
    }

    /** What a counter says. */
    double counted(String name, String tag, String value) {
        return metrics.get("muster.scheduler." + name).tag(tag, value).counter().count();
    }

    void feed() {
        feeder.run();
    }

    int cached() {
        return stock.cache().free();
    }

    void later(long seconds) {
        now.addAndGet(seconds);
    }

    /** The application with one version; returns the application's id. */
    static long application(Handle handle) {
        return application(handle, "spike_search", 100);
    }

    static long application(Handle handle, String name, int number) {
        long app = WorkFixture.app(handle, name);
        List<Long> platforms = handle.createQuery("select id from platform where name = :name")
                .bind("name", PLATFORM)
                .mapTo(Long.class)
                .list();
        long platform = platforms.isEmpty() ? WorkFixture.platform(handle, PLATFORM) : platforms.getFirst();
        WorkFixture.appVersion(handle, app, platform, number, versionDocument(name, number));
        return app;
    }

    static String versionDocument(String app, int number) {
        return """
                <file_info>
                <name>%1$s_%2$d</name>
                <executable/>
                <file_signature>
                10bc3ae51f270ff06561d9f5c2161564e6a0a809ca9c0df2bf5fb5f798b9f633
                .
                </file_signature>
                <nbytes>313</nbytes>
                </file_info>
                <app_version>
                <app_name>%1$s</app_name>
                <version_num>%2$d</version_num>
                <api_version>7.20.0</api_version>
                <file_ref>
                <file_name>%1$s_%2$d</file_name>
                <main_program/>
                </file_ref>
                </app_version>
                """.formatted(app, number);
    }

    static String resultDocument(String result) {
        return """
                <file_info>
                <name>%1$s_r7_0</name>
                <generated_locally/>
                <upload_when_present/>
                <max_nbytes>100000</max_nbytes>
                <url><UPLOAD_URL/></url>
                <xml_signature>
                851d7b7c28fbf0e688a8b2e64ba0720ad6f10eb59682c9863378bf6aea389eef
                .
                </xml_signature>
                </file_info>
                <result>
                <file_ref>
                <file_name>%1$s_r7_0</file_name>
                <open_name>out</open_name>
                <copy_file/>
                </file_ref>
                </result>
                """.formatted(result);
    }

    /** A workunit with some unsent results, named {@code NAME_0} and so on; returns its id. */
    static long work(Handle handle, long app, String name, int results) {
        long workunit = WorkFixture.workunit(handle, app, name, NewWorkunit.Replication.quorumOfTwo(), START);
        IntStream.range(0, results).forEach(number -> unsent(handle, workunit, app, name + "_" + number));
        return workunit;
    }

    static long unsent(Handle handle, long workunit, long app, String name) {
        return WorkFixture.result(
                handle,
                workunit,
                app,
                name,
                ServerState.UNSENT.code(),
                Map.of("xml_doc_in", resultDocument(name).getBytes(UTF_8)));
    }

    /** A column of a result's row as text. */
    String result(String name, String column) {
        return database.read(handle -> handle.createQuery("select " + column + " from result where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }

    /** The single number that a query gives. */
    long number(String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
