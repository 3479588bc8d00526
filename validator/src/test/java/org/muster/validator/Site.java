package org.muster.validator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.DailyQuota;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.WorkFixture;

/** A project with an upload area, whose clock a test holds in its hands. */
final class Site {

    static final double ELAPSED = 100;
    static final double SPEED = 2e9;

    private final Database work;
    private final FileArea uploads;
    private volatile long now = 1_000_000;

    Site(Database work, Path directory) {
        this(work, directory, FanOut.STANDARD);
    }

    Site(Database work, Path directory, FanOut fanOut) {
        this.work = work;
        this.uploads = new FileArea(directory.resolve("upload"), fanOut);
    }

    FileArea uploads() {
        return uploads;
    }

    long now() {
        return now;
    }

    void passTime(long seconds) {
        now += seconds;
    }

    ValidationPass validator(Comparators comparators, int batchSize, int seed) {
        return new ValidationPass(
                work,
                new Examiner(FileAreas.of(uploads)),
                comparators,
                new ValidationPass.Scope(Shard.ALL, batchSize, new Random(seed), new DailyQuota(10)),
                () -> Instant.ofEpochSecond(now));
    }

    /** A workunit that the transitioner has put into the validator's queue. */
    long workunit(Handle handle, long app, String name, Replication replication) {
        long id = WorkFixture.workunit(handle, app, name, replication, now);
        handle.execute("update workunit set need_validate = 1, transition_time = ? where id = ?", now + 864_000, id);
        return id;
    }

    /** A result that a host reported as a success; with its output uploaded unless that is null. */
    long success(Handle handle, long workunit, long app, String name, Map<String, Object> more, String output) {
        if (output != null) {
            upload(name, output);
        }
        Map<String, Object> columns = new HashMap<>(Map.of(
                "outcome",
                Outcome.SUCCESS.code(),
                "xml_doc_in",
                document(name).getBytes(UTF_8),
                "elapsed_time",
                ELAPSED,
                "cpu_time",
                ELAPSED,
                "flops_estimate",
                SPEED,
                "sent_time",
                now - 600,
                "received_time",
                now - 100));
        columns.putAll(more);
        return WorkFixture.result(handle, workunit, app, name, ServerState.OVER.code(), columns);
    }

    void upload(String resultName, String output) {
        try {
            Path file = uploads.resolve(fileName(resultName));
            Files.createDirectories(file.getParent());
            Files.writeString(file, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fileName(String resultName) {
        return resultName + "_r7_0";
    }

    static String document(String resultName) {
        return """
                <file_info>
                <name>%s</name>
                <max_nbytes>1000</max_nbytes>
                <url><UPLOAD_URL/></url>
                </file_info>
                <result>
                <file_ref>
                <file_name>%s</file_name>
                <open_name>out</open_name>
                </file_ref>
                </result>
                """.formatted(fileName(resultName), fileName(resultName));
    }
}
