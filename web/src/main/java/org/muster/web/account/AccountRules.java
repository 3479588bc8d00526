package org.muster.web.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an account's e-mail address, name and password hash must look like. Pure functions. */
public final class AccountRules {
    /** Widest e-mail address and name that the table holds, in characters. */
    private static final int COLUMN = 191;

    private static final Pattern PASSWORD_HASH = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern EMAIL = Pattern.compile(ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")+");

    private AccountRules() {}

    /** An address as accounts are kept and passwords are hashed by: in lower case. */
    public static String canonicalEmail(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** True for {@code name@host.domain} in ASCII with a local part of at most 64 characters. */
    public static boolean isEmail(String canonical) {
        return canonical.length() <= COLUMN
                && canonical.indexOf('@') <= 64
                && EMAIL.matcher(canonical).matches();
    }

    /** True for what a client sends for a password: an MD5 in lower-case hexadecimal digits. */
    static boolean isPasswordHash(String hash) {
        return PASSWORD_HASH.matcher(hash).matches();
    }

    /** What is wrong with a user name, in words for its owner; nothing when it is good. */
    public static Optional<String> complaintAboutName(String name) {
        if (name.isEmpty()) {
            return Optional.of("The user name must not be empty.");
        }
        if (name.codePointCount(0, name.length()) > COLUMN) {
            return Optional.of("The user name must have at most " + COLUMN + " characters.");
        }
        if (!name.strip().equals(name)) {
            return Optional.of("The user name must not begin or end with a blank.");
        }
        if (NUMBER.matcher(name).matches()) {
            return Optional.of("The user name must not be a number.");
        }
        return name.codePoints().allMatch(AccountRules::mayStandInName)
                ? Optional.empty()
                : Optional.of("The user name must not contain control characters or any of < > & \" '.");
    }

    private static boolean mayStandInName(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> "<>&\"'".indexOf(c) < 0 && c != 0xFFFD && !turnsWritingRound(c);
        };
    }

    /** Characters by which a name could make the text after it run backwards. */
    private static boolean turnsWritingRound(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
