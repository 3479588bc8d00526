package org.muster.control.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the place of the volunteers' program. Simulated hosts are told of it and never run it. */
final class ApplicationStandIn {
    private ApplicationStandIn() {}

    static void provide(Path directory) throws IOException {
        Files.write(directory.resolve("spike_search.jar"), "never run".getBytes(StandardCharsets.US_ASCII));
        System.setProperty("muster.application.directory", directory.toString());
    }
}
