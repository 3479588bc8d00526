package org.muster.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and numbers as people read them. Pure functions. */
public final class Spans {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Spans() {}

    /** A length of time in its largest unit, rounded down: {@code 3 minutes}; never negative. */
    public static String words(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return count(seconds, "second");
        }
        if (seconds < 3600) {
            return count(seconds / 60, "minute");
        }
        return seconds < 2 * 86_400 ? count(seconds / 3600, "hour") : count(seconds / 86_400, "day");
    }

    /** A moment in words, UTC, for example {@code 21 Nov 2026, 19:09:26 UTC}. */
    public static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** A number of things with its noun, for example {@code 1 day}, {@code 1,200 days}. */
    public static String count(long amount, String noun) {
        return number(amount) + " " + noun + (amount == 1 ? "" : "s");
    }

    /** A whole number with commas between thousands. */
    public static String number(long amount) {
        return String.format(Locale.ENGLISH, "%,d", amount);
    }

    /** A real number with as many decimals as are worth reading. */
    public static String number(double amount) {
        double size = Math.abs(amount);
        if (size == 0) {
            return "0";
        }
        return String.format(Locale.ENGLISH, size >= 100 ? "%,.0f" : size >= 1 ? "%,.1f" : "%.3f", amount);
    }

    /** A moment as markup that says it in words and carries it for machines. */
    public static Markup ago(Instant moment, Instant now) {
        return Markup.of(
                "<time datetime=\"{}\" title=\"{}\">{}</time>",
                moment,
                moment(moment),
                words(Duration.between(moment, now)));
    }
}
