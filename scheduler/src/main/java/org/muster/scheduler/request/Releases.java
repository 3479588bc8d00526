package org.muster.scheduler.request;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads release numbers as programs write them. */
public final class Releases {

    private static final Pattern NUMBERS =
            Pattern.compile("\\s*(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4}))?");

    private Releases() {}

    /**
     * The numbers that a text begins with, separated by dots.
     *
     * @param most how many are read, 1 to 4
     * @return as many as there are, none when the text does not begin with a number
     */
    public static int[] numbers(String text, int most) {
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.lookingAt()) {
            return new int[0];
        }
        int[] numbers = new int[most];
        for (int at = 0; at < most; at++) {
            String number = matcher.group(at + 1);
            if (number == null) {
                return Arrays.copyOf(numbers, at);
            }
            numbers[at] = Integer.parseInt(number);
        }
        return numbers;
    }

    /** 100 × major + minor of a text that begins with both; 0 of any other. */
    public static int majorMinor(String text) {
        int[] numbers = numbers(text, 2);
        return numbers.length == 2 ? 100 * numbers[0] + numbers[1] : 0;
    }
}
