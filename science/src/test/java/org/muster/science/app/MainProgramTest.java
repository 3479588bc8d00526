package org.muster.science.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceFormat;
import org.muster.science.piece.SearchParameters;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.search.TestPieces;
import org.muster.science.spikes.SpikeFormat;
import org.visnow.jlargearrays.ConcurrencyUtils;

/** Starts the real shell script in a slot directory, as the client does. */
class MainProgramTest {
    private static final Piece PIECE =
            TestPieces.noise(TestPieces.header(8192, SearchParameters.defaultsFor(TestPieces.SAMPLE_RATE, 8192)), 1);
    private static final List<String> PACKAGES = List.of(
            "org/muster/science/app/",
            "org/muster/science/piece/",
            "org/muster/science/search/",
            "org/muster/science/spikes/");
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    Path dataDirectory;

    private SlotDirectory client;

    @BeforeEach
    void a_client_prepares_a_slot() throws IOException, URISyntaxException {
        client = new SlotDirectory(dataDirectory);
        Files.write(client.project.resolve("rec_0_0.piece"), PieceFormat.bytes(PIECE));
        Files.writeString(client.project.resolve("spike_search_100"), script());
        writeJar(client.project.resolve("spike_search_100.jar"));
        client.softLink("spike_search.jar", "spike_search_100.jar");
        client.softLink("piece", "rec_0_0.piece");
        client.softLink("spikes", "rec_0_0_1_r77_0");
        client.initData(ProcessHandle.current().pid(), 300);
    }

    @Test
    void the_main_program_finds_its_jar_by_its_link_and_does_the_work_quietly() throws Exception {
        Process process = start(THIS_JAVA.toString(), System.getenv("PATH"));
        String stderr = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(stderr).isZero();
        assertThat(SpikeFormat.read(Files.readAllBytes(client.project.resolve("rec_0_0_1_r77_0"))))
                .isEqualTo(SpikeSearch.of(PIECE).run(SearchListener.NONE));
        assertThat(client.read("boinc_finish_called")).isEqualTo("0\n");
        assertThat(stderr.lines()).allMatch(line -> line.contains(" spike_search: "));
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    }

    @Test
    void a_jar_that_the_client_copied_into_the_slot_is_found() throws Exception {
        Files.delete(client.slot.resolve("spike_search.jar"));
        writeJar(client.slot.resolve("spike_search.jar"));
        assertThat(start(THIS_JAVA.toString(), System.getenv("PATH")).waitFor()).isZero();
        assertThat(client.read("boinc_finish_called")).isEqualTo("0\n");
    }

    @Test
    void the_process_that_the_client_started_is_the_one_that_computes_and_it_leaves_no_children() throws Exception {
        client.say(0, "<suspend/>");
        Process process = start(THIS_JAVA.toString(), System.getenv("PATH"));
        Waiting.until("the task hears the client", () -> !client.isUnread(0));
        assertThat(process.info().command())
                .hasValueSatisfying(command -> assertThat(command).endsWith("/bin/java"));
        assertThat(process.descendants()).isEmpty();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(client.slot.resolve("boinc_finish_called")).doesNotExist();
    }

    @Test
    void without_a_java_runtime_the_task_fails_with_an_advice() throws Exception {
        Process process = start("", onlyTools());
        assertThat(stderr(process))
                .contains("no Java runtime of version 25 or later")
                .contains("openjdk-25-jre-headless");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void a_java_runtime_that_is_too_old_is_named_and_passed_over() throws Exception {
        Path old = runtime("jvm/java-17", "17.0.9", "exit 99");
        Process alone = start(old.toString(), onlyTools());
        assertThat(stderr(alone)).contains("too old: " + old + " (version 17)");
        assertThat(alone.waitFor()).isEqualTo(3);

        runtime("jvm/java-26", "26-ea", "echo \"$@\" >&2; exit 42");
        Process besideNewer = start(old.toString(), onlyTools());
        assertThat(stderr(besideNewer))
                .contains("-jar ../../projects/muster.example_muster/spike_search_100.jar")
                .doesNotContain("too old");
        assertThat(besideNewer.waitFor()).isEqualTo(42);
    }

    private Process start(String javaHome, String path) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "../../projects/muster.example_muster/spike_search_100")
                .directory(client.slot.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", dataDirectory.toString());
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        return builder.start();
    }

    private static String stderr(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    /** The script as it is, except that it looks for installed runtimes in the test's directory. */
    private String script() throws IOException {
        try (InputStream in = LogicalNames.class.getResourceAsStream(LogicalNames.MAIN_PROGRAM_RESOURCE)) {
            String text = new String(in.readAllBytes(), UTF_8);
            assertThat(text).contains(" /usr/lib/jvm/* ").contains(" /opt/");
            return text.replace(" /usr/lib/jvm/* ", " " + dataDirectory + "/jvm/* ")
                    .replace(" /usr/lib64/", " /nowhere/")
                    .replace(" /usr/java/", " /nowhere/")
                    .replace(" /opt/", " /nowhere/");
        }
    }

    private Path runtime(String name, String version, String commands) throws IOException {
        Path home = dataDirectory.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + commands + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A search path with what the script needs, and without java. */
    private String onlyTools() throws IOException {
        Path tools = Files.createDirectories(dataDirectory.resolve("tools"));
        for (String tool : List.of("sed", "head", "readlink", "dirname")) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                Path real = Stream.of("/usr/bin", "/bin")
                        .map(directory -> Path.of(directory, tool))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow();
                Files.createSymbolicLink(link, real);
            }
        }
        return tools.toString();
    }

    /** A jar of the packages that go to volunteers, naming the libraries' jars: what the build makes in one piece. */
    private static void writeJar(Path file) throws IOException, URISyntaxException {
        Path classes = placeOf(SpikeSearchMain.class);
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, SpikeSearchMain.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                placeOf(DoubleFFT_1D.class).toUri() + " "
                        + placeOf(ConcurrencyUtils.class).toUri());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString();
                if (PACKAGES.stream().anyMatch(name::startsWith)) {
                    jar.putNextEntry(new ZipEntry(name));
                    Files.copy(path, jar);
                }
            }
        }
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
