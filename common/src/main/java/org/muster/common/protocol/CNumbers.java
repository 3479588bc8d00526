package org.muster.common.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Numbers as the C library reads and prints them, which is what the BOINC client and its server do: integers as
 * {@code strtol} with base 0 (so {@code 010} is eight and {@code 0x10} sixteen), reals as {@code strtod}, printed with
 * {@code %f}. The whole text must be a number, an empty text is zero, and an integer out of range becomes the nearest
 * one in range. Thread-safe.
 */
public final class CNumbers {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    /** No number that means something is longer; a longer text is refused before anything is computed from it. */
    private static final int LONGEST = 400;

    private static final int MOST_PLAIN_DIGITS = 18;
    private static final double LARGEST_PLAIN = 1e18;

    private CNumbers() {}

    /** Reads an integer; empty when the text is not one as a whole. */
    public static OptionalLong integer(String text) {
        String number = text.strip();
        if (number.isEmpty()) {
            return OptionalLong.of(0);
        }
        if (number.length() > LONGEST) {
            return OptionalLong.empty();
        }
        if (isShortDecimal(number)) {
            return OptionalLong.of(Long.parseLong(number));
        }
        char first = number.charAt(0);
        boolean negative = first == '-';
        int start = negative || first == '+' ? 1 : 0;
        int radix = 10;
        if (number.startsWith("0x", start) || number.startsWith("0X", start)) {
            radix = 16;
            start += 2;
        } else if (number.startsWith("0", start) && number.length() > start + 1) {
            radix = 8;
            start += 1;
        }
        if (!isDigits(number, start, radix)) {
            return OptionalLong.empty();
        }
        BigInteger magnitude = new BigInteger(number.substring(start), radix);
        BigInteger value = negative ? magnitude.negate() : magnitude;
        return OptionalLong.of(value.min(LARGEST).max(SMALLEST).longValue());
    }

    /** Reads a finite real number; empty when the text is not one as a whole, or is infinite or not a number. */
    public static OptionalDouble real(String text) {
        String number = text.strip();
        if (number.isEmpty()) {
            return OptionalDouble.of(0);
        }
        if (number.length() > LONGEST || !isRealAlphabet(number)) {
            return OptionalDouble.empty();
        }
        boolean hexadecimal = number.indexOf('x') >= 0 || number.indexOf('X') >= 0;
        boolean exponent = number.indexOf('p') >= 0 || number.indexOf('P') >= 0;
        try {
            double value = Double.parseDouble(hexadecimal && !exponent ? number + "p0" : number);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /** Prints a real number as {@code %f} does: six decimals, never an exponent; 0 for what is not finite. */
    public static String fixed(double value) {
        if (!Double.isFinite(value)) {
            return "0.000000";
        }
        if (value == (long) value && Math.abs(value) < LARGEST_PLAIN) {
            return (long) value + ".000000";
        }
        return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** The usual case: digits that are not octal, and surely in range. */
    private static boolean isShortDecimal(String number) {
        if (number.length() > MOST_PLAIN_DIGITS || (number.charAt(0) == '0' && number.length() > 1)) {
            return false;
        }
        for (int at = 0; at < number.length(); at++) {
            if (number.charAt(at) < '0' || number.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigits(String text, int start, int radix) {
        for (int at = start; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter >= 128 || Character.digit(letter, radix) < 0) {
                return false;
            }
        }
        return start < text.length();
    }

    /** Java's parser takes suffixes such as {@code 1d} and words such as {@code NaN}; none of them is a number here. */
    private static boolean isRealAlphabet(String text) {
        boolean hexadecimal = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean decimalLetter = (letter >= '0' && letter <= '9') || "+-.eE".indexOf(letter) >= 0;
            boolean hexadecimalLetter = hexadecimal && "abcdefABCDEFxXpP".indexOf(letter) >= 0;
            if (!decimalLetter && !hexadecimalLetter) {
                return false;
            }
        }
        return true;
    }
}
