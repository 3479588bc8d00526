package org.muster.scheduler.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.common.security.KeyDirectory;

/**
 * The project key that clients check application files with, and the keys that were used before it. A client keeps the
 * first key it was given and takes another only with that key's signature. Former keys lie beside the key as
 * {@code old_key_N} with the signatures {@code signature_stripped_N} (and {@code signature_N} for clients before
 * release 7), N from 0. Immutable.
 */
public final class CodeSignKeys {

    /** Nothing need be said. */
    public static final Answer NOTHING = new Answer.Silence();

    private static final int STRIPS_WHITE_SPACE = 7;

    private final String current;
    private final List<Former> former;

    private CodeSignKeys(String current, List<Former> former) {
        this.current = current;
        this.former = List.copyOf(former);
    }

    private record Former(String key, String signature, String signatureStripped) {}

    /** What a client is told of the key. */
    public sealed interface Answer {

        /** Its key is right. */
        record Silence() implements Answer {}

        /** It has none yet. */
        record Key(String key) implements Answer {}

        /** It has a former one. */
        record Replacement(String key, String signature) implements Answer {}

        /** It has one that we know nothing of: it would refuse our files. */
        record Stranger() implements Answer {}
    }

    /**
     * Reads the keys.
     *
     * @throws org.muster.common.security.UnreadableKeyException when the current key is no key
     * @throws UncheckedIOException when a file cannot be read
     */
    public static CodeSignKeys read(KeyDirectory keys) {
        keys.readCodeSignPublic();
        List<Former> former = new ArrayList<>();
        Path directory = keys.directory();
        for (int number = 0; Files.exists(directory.resolve("old_key_" + number)); number++) {
            former.add(new Former(
                    text(directory.resolve("old_key_" + number)).orElse(""),
                    text(directory.resolve("signature_" + number)).orElse(""),
                    text(directory.resolve("signature_stripped_" + number)).orElse("")));
        }
        return new CodeSignKeys(text(keys.codeSignPublic()).orElseThrow(), former);
    }

    /**
     * What to tell a client.
     *
     * @param held the key it has, trimmed; empty for none
     * @param majorVersion the first number of its release
     */
    public Answer answer(String held, int majorVersion) {
        if (held.isEmpty()) {
            return new Answer.Key(current);
        }
        if (held.equals(current)) {
            return NOTHING;
        }
        return former.stream()
                .filter(key -> key.key().equals(held))
                .map(key -> majorVersion < STRIPS_WHITE_SPACE ? key.signature() : key.signatureStripped())
                .filter(signature -> !signature.isEmpty())
                .<Answer>map(signature -> new Answer.Replacement(current, signature))
                .findFirst()
                .orElseGet(Answer.Stranger::new);
    }

    private static Optional<String> text(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key file " + file, e);
        }
    }
}
