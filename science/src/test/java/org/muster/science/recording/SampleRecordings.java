package org.muster.science.recording;

import java.net.URISyntaxException;
import java.nio.file.Path;

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

    private static Path resource(String name) {
        try {
            return Path.of(
                    SampleRecordings.class.getResource("/recordings/" + name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
