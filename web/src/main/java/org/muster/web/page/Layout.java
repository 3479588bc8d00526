package org.muster.web.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/**
 * The frame that all pages of the site share.
 *
 * <p>Thread-safe. Whatever may be in the head for BOINC clients comes first in it and begins at column 0: they do not
 * parse HTML, they look for literal text in lines of at most 255 bytes.
 */
public final class Layout {
    private static final String STYLE = Resources.text("style.css");
    private static final String ICON = Resources.text("icon.svg");

    private static final SequencedMap<String, String> NAVIGATION = new LinkedHashMap<>();

    static {
        NAVIGATION.put("", "Home");
        NAVIGATION.put("news.php", "News");
        NAVIGATION.put("top_users.php", "Leaderboards");
        NAVIGATION.put("server_status.php", "Server status");
        NAVIGATION.put("home.php", "Your account");
    }

    private final String projectName;
    private final String base;

    /**
     * @param projectName as people know it
     * @param base path of the master URL, with a final slash
     */
    public Layout(String projectName, String base) {
        this.projectName = projectName;
        this.base = base;
    }

    /** The style sheet itself. */
    public static String style() {
        return STYLE;
    }

    /** The picture beside the title, an SVG document. */
    public static String icon() {
        return ICON;
    }

    /** A page without anything special in its head. */
    public String page(String title, Markup body) {
        return page(title, Markup.NONE, body);
    }

    /**
     * A whole document.
     *
     * @param title what the page is about, empty on the home page
     * @param head whole lines for the head
     */
    public String page(String title, Markup head, Markup body) {
        String full = title.isEmpty() ? projectName : title + " – " + projectName;
        return Markup.of(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        {}<title>{}</title>
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <link rel="icon" type="image/svg+xml" href="{}icon.svg?v={}">
                        <link rel="stylesheet" href="{}style.css?v={}">
                        </head>
                        <body>
                        <a class="skip" href="#content">To the content</a>
                        <header>
                        <a class="name" href="{}">{}</a>
                        <nav aria-label="Site">
                        {}</nav>
                        </header>
                        <main id="content">
                        {}
                        </main>
                        <footer>
                        <p>{} runs on Muster. Volunteers compute with <a href="https://boinc.berkeley.edu/">BOINC</a>.</p>
                        </footer>
                        </body>
                        </html>
                        """,
                        head,
                        full,
                        base,
                        version(ICON),
                        base,
                        version(STYLE),
                        base,
                        projectName,
                        navigation(),
                        body,
                        projectName)
                .html();
    }

    /** The same on every page, whoever looks: the last link leads to the log-in when nobody is logged in. */
    private Markup navigation() {
        return Markup.all(NAVIGATION.entrySet().stream()
                .map(link -> Markup.of("<a href=\"{}{}\">{}</a>\n", base, link.getKey(), link.getValue()))
                .toList());
    }

    /** Changes whenever the file does, so that it may be kept for ever under its address. */
    private static String version(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
