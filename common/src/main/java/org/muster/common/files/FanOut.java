package org.muster.common.files;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Spreads files over directories by their names, exactly as BOINC does, so that no directory grows too large and an
 * existing project's files are found where they are.
 *
 * <p>The rule, for level k = 1, 2 …: the directory is the lower-case hexadecimal, without leading zeros, of
 * {@code n mod directories}, where {@code n} is the number made of the seven hexadecimal digits {@code 7k−5} to
 * {@code 7k+1} of the MD5 of the name, counted from 1. Level 1 (digits 2 to 8) is BOINC's rule; level 2 takes digits 9
 * to 15, and so on. So the first directory is BOINC's in every layout.
 *
 * @param directories how many directories in each directory; 0 means that all files lie at the top
 * @param levels how many directories a file lies below, 1 (as BOINC) to {@value #MOST_LEVELS}; without effect when flat
 */
public record FanOut(int directories, int levels) {
    /** The MD5 of a name has digits for so many levels. */
    public static final int MOST_LEVELS = 4;

    private static final int DIGITS = 7;

    /** The fan-out of BOINC's default configuration. */
    public static final FanOut STANDARD = new FanOut(1024);

    /** No directories: application version files lie like this. */
    public static final FanOut FLAT = new FanOut(0);

    public FanOut {
        if (directories < 0) {
            throw new IllegalArgumentException(
                    "The fan-out of the file area is " + directories + "; it must be 0 (flat) or more");
        }
        if (levels < 1 || levels > MOST_LEVELS) {
            throw new IllegalArgumentException(
                    "The file area has " + levels + " levels of directories; it must have 1 to " + MOST_LEVELS);
        }
    }

    /** One level of directories, as BOINC has it. */
    public FanOut(int directories) {
        this(directories, 1);
    }

    /** The directory of a file, such as {@code 3e7}, or {@code 3e7/1b} with two levels; empty when the layout is flat. */
    public String directory(String name) {
        if (directories == 0) {
            return "";
        }
        String digits = HexFormat.of().formatHex(FileDigest.newMd5().digest(name.getBytes(StandardCharsets.UTF_8)));
        StringBuilder directory = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            int first = 1 + DIGITS * level;
            int number = Integer.parseInt(digits, first, first + DIGITS, 16);
            directory.append(level == 0 ? "" : "/").append(Integer.toHexString(number % directories));
        }
        return directory.toString();
    }

    /** The path of a file below the area's root, and of its URL below the area's URL: {@code 3e7/input.dat}. */
    public String path(String name) {
        return directories == 0 ? name : directory(name) + "/" + name;
    }
}
