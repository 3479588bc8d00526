package org.muster.control.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the shipped application: a shell script that finds Java, and the jar it runs. */
final class SpikeSearchApplication {
    static final String NAME = "spike_search";
    static final String FRIENDLY_NAME = "Spike search";
    static final int FIRST_VERSION = 100;
    static final List<String> PLATFORMS = List.of("x86_64-pc-linux-gnu", "aarch64-unknown-linux-gnu");
    /** Set by {@code bin/muster}: the directory that the build put the application's jar into. */
    private static final String DIRECTORY_PROPERTY = "muster.application.directory";

    private static final String JAR = "spike_search.jar";
    private static final String SCRIPT = "/org/muster/science/app/spike_search.sh";

    private SpikeSearchApplication() {}

    static List<ApplicationFile> files() throws IOException {
        return List.of(
                new ApplicationFile(NAME, script(), true), new ApplicationFile(JAR, Files.readAllBytes(jar()), false));
    }

    private static byte[] script() throws IOException {
        try (InputStream script = SpikeSearchApplication.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException("the build lacks " + SCRIPT);
            }
            return script.readAllBytes();
        }
    }

    private static Path jar() throws IOException {
        String directory = System.getProperty(DIRECTORY_PROPERTY);
        if (directory == null) {
            throw new IOException("start this with bin/muster, which says where the volunteers' application is");
        }
        Path jar = Path.of(directory, JAR);
        if (!Files.exists(jar)) {
            throw new IOException("there is no " + jar + "; build it with ./mvnw package -DskipTests");
        }
        return jar;
    }
}
