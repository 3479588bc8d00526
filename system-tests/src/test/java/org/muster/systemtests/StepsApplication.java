package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.InputDocument;
import org.muster.common.work.InputFile;
import org.muster.control.project.ApplicationFile;
import org.muster.control.project.ApplicationRelease;

/** A second application of a project: a shell script that counts, so that a task takes as long as a test wants. */
final class StepsApplication {
    private static final String NAME = "steps";
    private static final String TEMPLATE = "templates/steps_out";
    private static final String PLATFORM =
            System.getProperty("os.arch").equals("aarch64") ? "aarch64-unknown-linux-gnu" : "x86_64-pc-linux-gnu";

    private final Database work;
    private final FileArea downloads;
    private final long app;

    private StepsApplication(Database work, FileArea downloads, long app) {
        this.work = work;
        this.downloads = downloads;
        this.app = app;
    }

    /** Publishes it in a project that has been made. */
    static StepsApplication publish(MusterConfig config, Database work) throws IOException {
        long app = work.transact(handle -> WorkFixture.app(handle, NAME));
        Path downloadDirectory = config.files().downloadDirectory();
        new ApplicationRelease(
                        work, downloadDirectory, new KeyDirectory(config.keys().directory()).readCodeSignPrivate())
                .publish(
                        NAME,
                        PLATFORM,
                        100,
                        List.of(new ApplicationFile(NAME, resource("steps.sh"), true)),
                        Instant.now().getEpochSecond());
        Files.write(config.files().templateDirectory().resolve(TEMPLATE), resource("steps_out"));
        FileArea downloads =
                new FileArea(downloadDirectory, new FanOut(config.files().fanOut()));
        return new StepsApplication(work, downloads, app);
    }

    /**
     * Makes a workunit of one result.
     *
     * @param steps how long it takes, in half seconds
     * @param more {@code say} when the task is to send a message, {@code talk} when it is to wait for one besides
     */
    void workunit(String name, int steps, String more) throws IOException {
        byte[] input = ("input of " + name).getBytes(UTF_8);
        FileDigest digest = downloads.write(name + ".in", out -> out.write(input));
        InputDocument document = new InputDocument(
                List.of(new InputFile("in", name + ".in", digest.md5(), digest.size())), steps + " " + more);
        NewWorkunit workunit = new NewWorkunit(
                app,
                name,
                document.xml(),
                new NewWorkunit.Needs(steps * 1e9, 1e15, 5e7, 5e7, 3600),
                NewWorkunit.Replication.single(),
                TEMPLATE,
                0);
        work.write(handle ->
                WorkunitInserts.insert(handle, List.of(workunit), Instant.now().getEpochSecond()));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = StepsApplication.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
