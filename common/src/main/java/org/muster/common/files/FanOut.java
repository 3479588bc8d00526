package org.muster.common.files;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Spreads files over directories by their names, exactly as BOINC does, so that no directory grows too large and an
 * existing project's files are found where they are.
 *
 * <p>The directory is the lower-case hexadecimal of {@code n mod directories}, where {@code n} is the number made of the
 * second to eighth hexadecimal digits of the MD5 of the name.
 *
 * @param directories how many directories; 0 means that all files lie at the top
 */
public record FanOut(int directories) {
    /** The fan-out of BOINC's default configuration. */
    public static final FanOut STANDARD = new FanOut(1024);

    /** No directories: application version files lie like this. */
    public static final FanOut FLAT = new FanOut(0);

    public FanOut {
        if (directories < 0) {
            throw new IllegalArgumentException(
                    "The fan-out of the file area is " + directories + "; it must be 0 (flat) or more");
        }
    }

    /** The directory of a file, such as {@code 3e7}; empty when the layout is flat. */
    public String directory(String name) {
        if (directories == 0) {
            return "";
        }
        byte[] hash = FileDigest.newMd5().digest(name.getBytes(StandardCharsets.UTF_8));
        int number = Integer.parseInt(HexFormat.of().formatHex(hash).substring(1, 8), 16);
        return Integer.toHexString(number % directories);
    }

    /** The path of a file below the area's root, and of its URL below the area's URL: {@code 3e7/input.dat}. */
    public String path(String name) {
        return directories == 0 ? name : directory(name) + "/" + name;
    }
}
