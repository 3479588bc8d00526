package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** Where a process spends its processor time, as a page for the browser: made of what Java's flight recorder wrote. */
final class FlameGraph {
    private FlameGraph() {}

    /** Options for Java that make it record until it ends. */
    static List<String> recordingOptions(Path file) {
        return List.of(
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file,
                "-XX:FlightRecorderOptions=stackdepth=256",
                "-Xlog:jfr*=off",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints");
    }

    /**
     * Draws it beside the recording.
     *
     * @return the page
     * @throws IOException when there is no recording: a process that was killed leaves none
     */
    static Path draw(Path recording, String title) throws IOException {
        if (!Files.exists(recording) || Files.size(recording) == 0) {
            throw new IOException("there is no recording " + recording + "; was the process killed?");
        }
        String name = recording.getFileName().toString().replaceAll("\\.jfr$", "");
        Path page = recording.resolveSibling(name + ".html");
        JfrToFlame.convert(recording.toString(), page.toString(), new Arguments("--title", title, "--threads"));
        return page;
    }

    /** Draws those of all recordings in a directory, and says where they are; a killed process has left none. */
    static void drawAll(Path directory, String title) throws IOException {
        try (DirectoryStream<Path> recordings = Files.newDirectoryStream(directory, "*.jfr")) {
            for (Path recording : recordings) {
                if (Files.size(recording) > 0) {
                    System.err.println("flame graph: " + draw(recording, title + ": " + recording.getFileName()));
                }
            }
        }
    }
}
