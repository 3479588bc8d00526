package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.files.FileDigest;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.common.work.InputDocument;
import org.muster.common.work.InputFile;
import org.muster.control.ProjectDirectory;
import org.muster.control.project.ProjectSetup;

/** A project made for one benchmark: its database, its configuration file, its accounts and its workunits. */
final class BenchProject implements AutoCloseable {
    private static final int CONNECTIONS = 24;
    private static final int WORKUNITS_PER_TRANSACTION = 500;
    private static final int SMALL_BATCH = 200;
    private static final int SETUP_ATTEMPTS = 20;
    private static final int ROWS_AT_ONCE = 10_000;
    private static final int CACHE_SIZE = 1000;
    private static final String APPLICATION = "spike_search";

    /** The path of the scheduler's address. */
    static final String SCHEDULER_PATH = "/muster_cgi/cgi";

    /** The path of the file upload handler's address. */
    static final String UPLOAD_PATH = "/muster_cgi/file_upload_handler";

    private static final String TEMPLATE = "templates/spike_search_out";

    private final BenchPlace place;
    private final MusterConfig config;
    private final Path configFile;
    private final Database work;

    /**
     * What may differ from benchmark to benchmark.
     *
     * @param bufferPoolMegabytes memory of the database for pages
     * @param batchSize rows that a daemon's pass claims
     * @param idleSeconds rest of a pass that found no more
     * @param assimilator where results go: {@code discard} or {@code copy}
     * @param cacheSize results that the scheduler holds ready
     */
    record Shape(int bufferPoolMegabytes, int batchSize, double idleSeconds, String assimilator, int cacheSize) {
        private static final double SHORT_REST = 0.5;

        /** Passes rest half a second. */
        Shape(int bufferPoolMegabytes, int batchSize, String assimilator, int cacheSize) {
            this(bufferPoolMegabytes, batchSize, SHORT_REST, assimilator, cacheSize);
        }

        /** The settings of a small project. */
        static Shape small(int bufferPoolMegabytes) {
            return new Shape(bufferPoolMegabytes, SMALL_BATCH, "discard", CACHE_SIZE);
        }
    }

    private BenchProject(BenchPlace place, MusterConfig config, Path configFile, Database work) {
        this.place = place;
        this.config = config;
        this.configFile = configFile;
        this.work = work;
    }

    /** Makes the project; its daemons are not started. */
    static BenchProject create(Path directory, int bufferPoolMegabytes) throws IOException {
        return create(directory, Shape.small(bufferPoolMegabytes));
    }

    /** Makes the project; its daemons are not started. */
    static BenchProject create(Path directory, Shape shape) throws IOException {
        BenchPlace place = BenchPlace.open(directory, shape.bufferPoolMegabytes());
        try {
            return create(place, shape);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private static BenchProject create(BenchPlace place, Shape shape) throws IOException {
        MusterConfig config = config(place, shape);
        Files.createDirectories(config.project().directory());
        Path file = Files.writeString(place.directory().resolve("muster.yaml"), ConfigFile.text(config));
        Database work = Database.open(config.database(), "bench");
        try (Database science = Database.open(config.scienceDatabase(), "bench-science")) {
            setUp(new ProjectSetup(config, work, science));
        }
        return new BenchProject(place, config, file, work);
    }

    /** On a machine that does much else, a new server's first connections may take longer than a pool waits. */
    private static void setUp(ProjectSetup setup) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                setup.run(now());
                return;
            } catch (RuntimeException e) {
                if (attempt == SETUP_ATTEMPTS || !noConnection(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean noConnection(Throwable thrown) {
        return thrown != null && (thrown instanceof SQLTransientConnectionException || noConnection(thrown.getCause()));
    }

    /** As a small project's, but each daemon that listens has a port of its own, so that it can have a process too. */
    private static MusterConfig config(BenchPlace place, Shape shape) throws IOException {
        List<Integer> ports = List.of(FreePorts.next(), FreePorts.next(), FreePorts.next());
        ProjectDirectory project = new ProjectDirectory(place.directory().resolve("project"), ports.get(0));
        MusterConfig usual = project.config(place.work(CONNECTIONS), place.science(), null);
        ProjectConfig names = usual.project();
        String local = "http://127.0.0.1:";
        return new MusterConfig(
                new ProjectConfig(
                        names.name(),
                        "Benchmark",
                        names.directory(),
                        names.masterUrl(),
                        URI.create(local + ports.get(1) + SCHEDULER_PATH),
                        URI.create(local + ports.get(2) + UPLOAD_PATH),
                        names.downloadUrl()),
                usual.database(),
                usual.scienceDatabase(),
                usual.files(),
                usual.keys(),
                new HttpConfig("127.0.0.1", ports.get(0), ports.get(1), ports.get(2)),
                new SchedulerConfig(shape.cacheSize(), 1, 0, 0, 0, true, true, 0, 60),
                usual.splitter(),
                new BackendConfig(
                        shape.batchSize(),
                        shape.idleSeconds(),
                        usual.backend().heartbeatSeconds(),
                        Map.of(APPLICATION, "bitwise"),
                        Map.of(APPLICATION, shape.assimilator()),
                        0,
                        0),
                usual.downloads());
    }

    /** Its configuration file. */
    Path configFile() {
        return configFile;
    }

    /** Its configuration. */
    MusterConfig config() {
        return config;
    }

    /** Its directory. */
    Path directory() {
        return config.project().directory();
    }

    /** Where the scheduler listens. */
    InetSocketAddress scheduler() {
        return new InetSocketAddress("127.0.0.1", config.http().schedulerPort());
    }

    /** Where the file upload handler listens. */
    InetSocketAddress uploads() {
        return new InetSocketAddress("127.0.0.1", config.http().uploadPort());
    }

    /** Where files are fetched. */
    InetSocketAddress downloads() {
        return new InetSocketAddress("127.0.0.1", config.http().webPort());
    }

    /** The database server's process. */
    ProcessMeter databaseProcess() throws IOException {
        return place.databaseProcess();
    }

    /** A pool on an empty schema of the same server, its tables made. */
    Database floor() {
        return place.floor();
    }

    Database work() {
        return work;
    }

    /** Makes accounts; returns their keys. */
    List<String> accounts(int count) {
        for (int from = 1; from <= count; from += ROWS_AT_ONCE) {
            List<List<Object>> rows = IntStream.range(from, Math.min(count + 1, from + ROWS_AT_ONCE))
                    .mapToObj(number -> List.<Object>of(
                            number,
                            now(),
                            "host owner " + number,
                            "owner" + number + "@example.invalid",
                            authenticator(number)))
                    .toList();
            work.write(handle -> ManyRows.insert(
                    handle, "user", List.of("id", "create_time", "name", "email_addr", "authenticator"), rows));
        }
        return IntStream.rangeClosed(1, count)
                .mapToObj(BenchProject::authenticator)
                .toList();
    }

    /** The key of an account. */
    static String authenticator(int account) {
        return "%032x".formatted(account);
    }

    /** Makes workunits of which one result is enough; their input file exists only by name. */
    void workunits(int count) {
        long application = work.read(handle ->
                handle.createQuery("select id from app").mapTo(Long.class).one());
        FileDigest digest = FileDigest.of(new byte[] {1});
        for (int from = 0; from < count; from += WORKUNITS_PER_TRANSACTION) {
            List<NewWorkunit> workunits = IntStream.range(from, Math.min(count, from + WORKUNITS_PER_TRANSACTION))
                    .mapToObj(number -> workunit(application, "bench_" + number, digest))
                    .toList();
            work.write(handle -> WorkunitInserts.insert(handle, workunits, now()));
        }
    }

    /** A workunit of one input file, of which one result is enough. */
    static NewWorkunit workunit(long application, String name, FileDigest digest) {
        InputFile input = new InputFile("piece", name + ".in", digest.md5(), digest.size(), false);
        return new NewWorkunit(
                application,
                name,
                new InputDocument(List.of(input), "").xml(),
                new NewWorkunit.Needs(1e12, 1e16, 1e8, 1e8, 604_800),
                NewWorkunit.Replication.single(),
                TEMPLATE,
                0);
    }

    /** A number that one query gives. */
    long number(String query) {
        return work.read(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    /** Statements and commits that the database server has counted since it started. */
    DatabaseCounters counters() {
        return work.read(DatabaseCounters::read);
    }

    @Override
    public void close() {
        work.close();
        place.close();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
