package org.muster.control.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process takes. */
final class ResidentMemory {
    private static final Path PROC = Path.of("/proc");
    private static final String LINE = "VmRSS:";

    private ResidentMemory() {}

    /** Resident bytes; 0 when they cannot be known. */
    static long of(long pid) {
        Path status = PROC.resolve(Long.toString(pid)).resolve("status");
        try {
            if (Files.exists(status)) {
                return Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith(LINE))
                                .map(line -> line.replaceAll("[^0-9]", ""))
                                .mapToLong(Long::parseLong)
                                .findFirst()
                                .orElse(0)
                        * 1024;
            }
            return Files.isDirectory(PROC.resolve("self")) ? 0 : askPs(pid);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Where there is no /proc. */
    private static long askPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return kilobytes.matches("[0-9]+") ? Long.parseLong(kilobytes) * 1024 : 0;
    }
}
