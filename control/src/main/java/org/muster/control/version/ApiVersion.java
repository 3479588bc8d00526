package org.muster.control.version;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the release of the BOINC library that a program was linked with: it has the text {@code API_VERSION_x.y.z}. */
final class ApiVersion {
    private static final Pattern MARK = Pattern.compile("API_VERSION_([0-9]+\\.[0-9]+\\.[0-9]+)");
    private static final int CHUNK = 1 << 20;
    private static final int LONGEST_MARK = 64;

    private ApiVersion() {}

    /** {@code x.y.z}; empty when the program does not say. */
    static String of(Path program) throws IOException {
        try (InputStream content = Files.newInputStream(program)) {
            String kept = "";
            for (byte[] chunk = content.readNBytes(CHUNK); chunk.length > 0; chunk = content.readNBytes(CHUNK)) {
                String text = kept + new String(chunk, ISO_8859_1);
                Matcher mark = MARK.matcher(text);
                if (mark.find()) {
                    return mark.group(1);
                }
                kept = text.substring(Math.max(0, text.length() - LONGEST_MARK));
            }
            return "";
        }
    }
}
