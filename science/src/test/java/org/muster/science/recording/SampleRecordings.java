package org.muster.science.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The real recordings among the test resources. */
public final class SampleRecordings {
    private SampleRecordings() {}

    /** Arecibo: four whole blocks. */
    public static Path arecibo() {
        return resource("sample_puppi.raw");
    }

    /** Green Bank: the first block is cut off. */
    public static Path greenBankCutOff() {
        return resource("sample_vegas.raw");
    }

    /** Green Bank: a header and nothing else. */
    public static Path greenBankHeaderOnly() {
        return resource("sample_blc.raw");
    }

    /** As a file, also when these classes come out of a jar. */
    private static Path resource(String name) {
        Path file = Path.of("target", "recordings", name).toAbsolutePath();
        try (InputStream content = SampleRecordings.class.getResourceAsStream("/recordings/" + name)) {
            Files.createDirectories(file.getParent());
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
