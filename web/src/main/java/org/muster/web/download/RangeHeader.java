package org.muster.web.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one byte range that a {@code Range} header asks for (RFC 9110 §14.1.2).
 *
 * <p>Several ranges in one header are not supported, which the RFC allows: such a header is ignored. No BOINC client
 * sends one, and answering them lets a small request ask for a file many times over.
 */
sealed interface RangeHeader {

    /** Bytes from {@code first} to {@code last}, both included; {@code last} may lie beyond the end of the file. */
    record FromTo(long first, long last) implements RangeHeader {}

    /** The last {@code length} bytes. */
    record Suffix(long length) implements RangeHeader {}

    /** No range that we understand: the header must be treated as absent. */
    record Ignored() implements RangeHeader {}

    /** How a single range is written: {@code bytes=5-9}, {@code bytes=5-} or {@code bytes=-9}. */
    Pattern SINGLE = Pattern.compile("\\s*(?i:bytes)\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

    /** Reads a header; anything malformed is {@link Ignored}. */
    static RangeHeader parse(String header) {
        Matcher single = SINGLE.matcher(header);
        if (!single.matches()) {
            return new Ignored();
        }
        String first = single.group(1);
        String last = single.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Ignored() : new Suffix(number(last));
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        return to < from ? new Ignored() : new FromTo(from, to);
    }

    /** A number too long for a {@code long} is beyond the end of every file, and so is the largest {@code long}. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
