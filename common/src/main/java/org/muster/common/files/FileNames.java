package org.muster.common.files;

import java.util.Optional;

/**
 * The names that a stored file may have.
 *
 * <p>A name travels through a path, a URL, an XML element and a client's own file system (the BOINC client refuses
 * {@code %} and cuts names at 255 characters), so only names that mean the same in all of them are legal: printable
 * ASCII, one path element, not hidden. Names that begin with a dot are kept for unfinished files.
 */
public final class FileNames {
    /** The longest legal name, in characters; what both the stock client and common file systems allow. */
    public static final int LONGEST = 255;

    private static final String RESERVED = "/\\%<>&\"?#";

    private FileNames() {}

    /** Whether a file may be stored under this name; {@code null} is not legal. */
    public static boolean isLegal(String name) {
        if (name == null || name.isEmpty() || name.length() > LONGEST || name.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return !name.contains("..");
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c <= '~' && RESERVED.indexOf(c) < 0;
    }

    /**
     * Returns the name unchanged.
     *
     * @throws IllegalFileNameException when it is not legal
     */
    public static String requireLegal(String name) {
        if (!isLegal(name)) {
            String reason = reasonAgainst(name).orElseThrow();
            throw new IllegalFileNameException("File name " + quoted(name) + " is not allowed: " + reason);
        }
        return name;
    }

    private static Optional<String> reasonAgainst(String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        if (name.startsWith(".")) {
            return Optional.of("it begins with a dot");
        }
        if (name.contains("..")) {
            return Optional.of("it contains '..'");
        }
        return name.chars()
                .filter(c -> !isAllowed(c))
                .mapToObj(c -> "it contains the character "
                        + (c > ' ' && c <= '~' ? "'" + (char) c + "'" : "U+%04X".formatted(c)))
                .findFirst();
    }

    /** What is shown of a name that may hold anything: at most 60 characters, everything unusual replaced. */
    private static String quoted(String name) {
        if (name == null) {
            return "''";
        }
        String start = name.length() <= 60 ? name : name.substring(0, 60) + "...";
        return "'" + start.replaceAll("[^ -~]|[<>&]", "?") + "'";
    }
}
