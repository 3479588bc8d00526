package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport.ChildReport;
import org.muster.systemtests.leak.LeakAgent;

/** Daemons that really leak, one of them Java objects, one memory outside Java's heap, are back with the reason kept. */
final class LeakTest {
    private static final Path DIRECTORY = Path.of("target", "leak").toAbsolutePath();
    private static final Path CONFIG = DIRECTORY.resolve("project/muster.yaml");
    private static final String LOG = "leak.log";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @AfterAll
    static void nothing_stays_behind() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(DIRECTORY.toString()))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_daemon_that_leaks_is_started_anew_and_the_reason_is_kept() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        Files.deleteIfExists(Path.of("target", LOG));
        String url = "http://127.0.0.1:" + FreePorts.next() + "/muster/";
        assertThat(MusterCommand.run(
                        LOG,
                        PATIENCE,
                        "project",
                        "create",
                        "--dir",
                        CONFIG.getParent().toString(),
                        "--url",
                        url))
                .isZero();
        // Of its memory a process may have six tenths as heap: the first is full before the whole is too much.
        Files.writeString(CONFIG, """
                  daemons:
                    - {name: heap, run: [db-purge], memoryMegabytes: 1000}
                    - {name: native, run: [file-deleter], memoryMegabytes: 600}
                """, StandardOpenOption.APPEND);

        try (MusterCommand project = MusterCommand.start(
                LOG,
                Map.of("MUSTER_JAVA_OPTIONS", "-javaagent:" + agent() + "=" + DIRECTORY),
                "start",
                "--foreground",
                "--config",
                CONFIG.toString())) {
            runs("heap");
            runs("native");
            assertThat(child("heap").restarts() + child("native").restarts()).isZero();
            Files.createFile(DIRECTORY.resolve("begin"));

            backAfter("heap", "java.lang.OutOfMemoryError: Java heap space");
            backAfter("native", "outgrew its memory: ");
            assertThat(project.terminate(PATIENCE)).isZero();
        }
    }

    private static void backAfter(String name, String reason) throws Exception {
        Waiting.until(name + " is started anew", PATIENCE, () -> child(name).restarts() == 1);
        runs(name);
        assertThat(child(name).lastReason()).contains(reason);
        try (Database work = Database.open(config().database(), "check")) {
            Waiting.until(
                    "the reason is in the table",
                    PATIENCE,
                    () -> work.<List<String>>read(handle -> handle.createQuery(
                                            "select reason from daemon_event where child = :name and event = 'ended'")
                                    .bind("name", name)
                                    .mapTo(String.class)
                                    .list())
                            .equals(List.of(child(name).lastReason())));
        }
    }

    private static void runs(String name) throws Exception {
        Waiting.until(
                name + " runs",
                PATIENCE,
                () -> RunDirectory.of(config()).living().isPresent()
                        && child(name).state().equals("RUNNING"));
    }

    private static ChildReport child(String name) {
        return RunDirectory.of(config()).report().orElseThrow().children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MusterConfig config() {
        return ConfigFile.read(CONFIG, Map.of());
    }

    private static Path agent() throws IOException {
        Path jar = DIRECTORY.resolve("leak.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", LeakAgent.class.getName());
        String entry = LeakAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = LeakAgent.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
