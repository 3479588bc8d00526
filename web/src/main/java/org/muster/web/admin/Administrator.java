package org.muster.web.admin;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody who may come to the administrators' pages.
 *
 * @param id of the row; 0 for whoever knows the password of the configuration
 * @param name lower-case letters, digits, dots, hyphens and underscores, 32 at most
 */
public record Administrator(long id, String name) {
    /** Whoever knows the password of the configuration; nobody else may have this name. */
    public static final Administrator SHARED = new Administrator(0, "administrator");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");

    /** A name as it is stored, whichever way it was typed. */
    public static String canonical(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody may be added under a name in its stored form. */
    public static boolean mayBeCalled(String name) {
        return NAME.matcher(name).matches() && !name.equals(SHARED.name());
    }
}
