package org.muster.common.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content is known by: its MD5, which is what the BOINC protocol carries, and its size.
 *
 * @param md5 32 lower-case hexadecimal digits
 * @param size bytes, 0 or more
 */
public record FileDigest(String md5, long size) {
    private static final int CHUNK = 64 * 1024;
    /** What is read at once of a stream that does not say how much it has. */
    private static final int SMALL_CHUNK = 4 * 1024;

    private static final int MD5_DIGITS = 32;

    public FileDigest {
        if (!isMd5(md5)) {
            throw new IllegalArgumentException("'" + md5 + "' is not an MD5 in 32 lower-case hexadecimal digits");
        }
        if (size < 0) {
            throw new IllegalArgumentException("A file cannot have " + size + " bytes");
        }
    }

    /** Whether a text is an MD5 as it is written here: 32 lower-case hexadecimal digits. */
    public static boolean isMd5(String text) {
        return text.length() == MD5_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    public static FileDigest of(byte[] content) {
        return new FileDigest(HexFormat.of().formatHex(newMd5().digest(content)), content.length);
    }

    /** Reads the file once, in pieces of bounded size. */
    public static FileDigest of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return of(content);
        }
    }

    /** Reads the stream to its end, in pieces of bounded size; does not close it. */
    public static FileDigest of(InputStream content) throws IOException {
        MessageDigest md5 = newMd5();
        byte[] chunk = new byte[Math.clamp(content.available() + 1L, SMALL_CHUNK, CHUNK)];
        long size = 0;
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            md5.update(chunk, 0, read);
            size += read;
        }
        return new FileDigest(HexFormat.of().formatHex(md5.digest()), size);
    }

    /** A fresh MD5; every Java platform has it. */
    public static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no MD5", e);
        }
    }
}
