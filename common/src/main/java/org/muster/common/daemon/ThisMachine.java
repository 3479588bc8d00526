package org.muster.common.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** The machine that this process runs on. */
public final class ThisMachine {
    /** Gives the machine another name, for example where a container's is made up. */
    private static final String VARIABLE = "MUSTER_HOST";

    private ThisMachine() {}

    /** Its name, as heartbeats and the configuration have it. */
    public static String name() {
        String given = System.getenv(VARIABLE);
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Whether a name, with or without domain, is this machine's. */
    public static boolean isCalled(String other) {
        String mine = name().toLowerCase(Locale.ROOT);
        String theirs = other.toLowerCase(Locale.ROOT);
        return mine.equals(theirs) || bare(mine).equals(theirs) || mine.equals(bare(theirs));
    }

    /** The name without its domain. */
    public static String shortName() {
        return bare(name());
    }

    private static String bare(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
