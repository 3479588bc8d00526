package org.muster.dbpurge.archive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Doubles as BOINC's purge prints them, with more digits where its own would change the number. */
public final class ArchiveNumbers {

    private static final int DIGITS = 16;
    private static final MathContext ROUNDED = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private ArchiveNumbers() {}

    /** With 15 digits after the point and an exponent, as C's {@code %.15e}; 16 where that is not the same number. */
    public static String real(double value) {
        if (isPlainZero(value)) {
            return "0.000000000000000e+00"; // most columns of most rows
        }
        boolean usual = Double.isFinite(value) && value != 0;
        return faithful(usual ? scientific(value) : String.format(Locale.ROOT, "%.15e", value), value);
    }

    /** With six digits after the point, as C's {@code %f}; as {@code %.16e} where that is not the same number. */
    public static String fixed(double value) {
        if (isPlainZero(value)) {
            return "0.000000";
        }
        return faithful(String.format(Locale.ROOT, "%f", value), value);
    }

    private static boolean isPlainZero(double value) {
        return Double.doubleToRawLongBits(value) == 0;
    }

    /** {@code %.15e} without the formatter, which takes most of the time of an archive. */
    private static String scientific(double value) {
        BigDecimal rounded = new BigDecimal(value).round(ROUNDED);
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = rounded.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(24);
        if (value < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0)).append('.').append(digits, 1, digits.length());
        text.append("0".repeat(DIGITS - digits.length()));
        text.append(exponent < 0 ? "e-" : "e+");
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }

    private static String faithful(String printed, double value) {
        return Double.parseDouble(printed) == value ? printed : String.format(Locale.ROOT, "%.16e", value);
    }
}
