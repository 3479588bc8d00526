package org.muster.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stock client makes of our replies: it looks for literal text, and parses neither HTML nor XML. */
public final class ClientReader {
    private static final int LINE = 255;
    private static final Pattern LINK = Pattern.compile("<link\\s+rel=\"boinc_scheduler\"\\s+href=\"([^\\s\"]+)");
    private static final Pattern ELEMENT = Pattern.compile("<scheduler>(.*?)</scheduler>");

    private ClientReader() {}

    /** The scheduler addresses in a master page, in order, without doubles; both forms give the same one twice. */
    public static List<String> schedulers(String page) {
        List<String> found = new ArrayList<>();
        for (String line : lines(page)) {
            Matcher element = ELEMENT.matcher(line);
            while (element.find()) {
                found.add(unescaped(element.group(1).strip()));
            }
            Matcher link = LINK.matcher(line);
            if (link.lookingAt()) {
                found.add(link.group(1));
            }
        }
        return found;
    }

    /** The text of the first element of a name, unescaped. */
    public static Optional<String> element(String document, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(document);
        return matcher.find() ? Optional.of(unescaped(matcher.group(1).strip())) : Optional.empty();
    }

    /** As fgets() with a buffer of 256 bytes cuts a file. */
    private static List<String> lines(String page) {
        List<String> lines = new ArrayList<>();
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i - from + 1 == LINE) {
                lines.add(new String(bytes, from, i - from + 1, StandardCharsets.ISO_8859_1));
                from = i + 1;
            }
        }
        lines.add(new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1));
        return lines;
    }

    /** Numeric references are bytes of UTF-8 to a client. */
    private static String unescaped(String text) {
        Matcher matcher = Pattern.compile("&#([0-9]+);").matcher(text);
        StringBuilder bytes = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(
                    bytes, Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(matcher.group(1)))));
        }
        matcher.appendTail(bytes);
        String raw = bytes.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
