package org.muster.control.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
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
    private static final String TEMPLATE = "templates/spike_search_out";

    private final BenchPlace place;
    private final ProjectDirectory directory;
    private final Path configFile;
    private final Database work;

    private BenchProject(BenchPlace place, ProjectDirectory directory, Path configFile, Database work) {
        this.place = place;
        this.directory = directory;
        this.configFile = configFile;
        this.work = work;
    }

    /** Makes the project; its daemons are not started. */
    static BenchProject create(Path directory, int bufferPoolMegabytes) throws IOException {
        BenchPlace place = BenchPlace.open(directory, bufferPoolMegabytes);
        try {
            return create(place);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private static BenchProject create(BenchPlace place) throws IOException {
        ProjectDirectory project = new ProjectDirectory(place.directory().resolve("project"), freePort());
        MusterConfig config = project.config(place.work(CONNECTIONS), place.science(), null);
        Files.createDirectories(project.directory());
        Path file = Files.writeString(place.directory().resolve("muster.yaml"), ConfigFile.text(config));
        Database work = Database.open(config.database(), "bench");
        try (Database science = Database.open(config.scienceDatabase(), "bench-science")) {
            new ProjectSetup(config, work, science).run(now());
        }
        return new BenchProject(place, project, file, work);
    }

    /** Its configuration file. */
    Path configFile() {
        return configFile;
    }

    /** Where everything is, and the port of all its HTTP. */
    ProjectDirectory directory() {
        return directory;
    }

    Database work() {
        return work;
    }

    /** Makes accounts; returns their keys. */
    List<String> accounts(int count) {
        List<List<Object>> rows = IntStream.rangeClosed(1, count)
                .mapToObj(number -> List.<Object>of(
                        now(),
                        "host owner " + number,
                        "owner" + number + "@example.invalid",
                        "%032x".formatted(number)))
                .toList();
        work.write(handle ->
                ManyRows.insert(handle, "user", List.of("create_time", "name", "email_addr", "authenticator"), rows));
        return rows.stream().map(row -> (String) row.getLast()).toList();
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

    private static NewWorkunit workunit(long application, String name, FileDigest digest) {
        InputFile input = new InputFile(name + ".in", "piece", digest.md5(), digest.size(), false);
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
