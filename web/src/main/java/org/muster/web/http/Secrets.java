package org.muster.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random texts that prove something to us, and what is kept of them: never the text itself. Thread-safe. */
public final class Secrets {
    /** What {@link #create} and {@link #digest} look like. */
    public static final String SHAPE = "[0-9a-f]{64}";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A new one: 32 random bytes as 64 lower-case hexadecimal digits. */
    public static String create() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The SHA-256 of a text, in 64 lower-case hexadecimal digits. */
    public static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
