package org.muster.web.news;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One piece of news.
 *
 * @param body plain text; empty lines part paragraphs
 */
public record Article(long id, String title, String body, Instant published) {
    /** The body's paragraphs. */
    public List<String> paragraphs() {
        return Arrays.stream(body.split("\\R\\s*\\R"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }
}
