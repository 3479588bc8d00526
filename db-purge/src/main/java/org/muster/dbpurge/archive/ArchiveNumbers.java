package org.muster.dbpurge.archive;

import java.util.Locale;

/** Doubles as BOINC's purge prints them, with more digits where its own would change the number. */
public final class ArchiveNumbers {

    private ArchiveNumbers() {}

    /** With 15 digits after the point and an exponent, as C's {@code %.15e}; 16 where that is not the same number. */
    public static String real(double value) {
        return faithful("%.15e", value);
    }

    /** With six digits after the point, as C's {@code %f}; as {@code %.16e} where that is not the same number. */
    public static String fixed(double value) {
        return faithful("%f", value);
    }

    private static String faithful(String format, double value) {
        String printed = String.format(Locale.ROOT, format, value);
        return Double.parseDouble(printed) == value ? printed : String.format(Locale.ROOT, "%.16e", value);
    }
}
