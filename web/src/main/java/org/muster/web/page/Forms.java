package org.muster.web.page;

import org.muster.web.http.BrowserKey;
import org.muster.web.http.PageRequest;

/** The only place where forms that change something are written, so that none is without its key. */
public final class Forms {
    private Forms() {}

    /**
     * A form that is sent by POST.
     *
     * @param request what the page that shows it was asked
     * @param action address below the master URL, as seen from the page
     * @param fields everything inside
     */
    public static Markup post(PageRequest request, String action, Markup fields) {
        return Markup.of(
                "<form method=\"post\" action=\"{}\">\n<input type=\"hidden\" name=\"{}\" value=\"{}\">\n{}</form>\n",
                action,
                BrowserKey.FIELD,
                request.browser().formKey(),
                fields);
    }

    /** A form that has nothing but a button. */
    public static Markup button(PageRequest request, String action, String name, String value, String words) {
        return post(
                request,
                action,
                Markup.of("<button class=\"quiet\" name=\"{}\" value=\"{}\">{}</button>\n", name, value, words));
    }

    /** A line of text with its label; {@code more} is markup of further attributes. */
    public static Markup text(String label, String name, String value, Markup more) {
        return field(label, name, value, "text", more, "");
    }

    /** A password with its label; never filled in. */
    public static Markup password(String label, String name, String autocomplete, String help) {
        return field(label, name, "", "password", Markup.of(" required autocomplete=\"{}\"", autocomplete), help);
    }

    /** Any one-line field: label, input, and a line of help if there is any. */
    public static Markup field(String label, String name, String value, String type, Markup more, String help) {
        Markup described = help.isEmpty() ? Markup.NONE : Markup.of(" aria-describedby=\"{}_help\"", name);
        Markup helpLine = help.isEmpty()
                ? Markup.NONE
                : Markup.of("<span class=\"small\" id=\"{}_help\">{}</span>\n", name, help);
        return Markup.of("""
                <div class="field">
                <label for="{}">{}</label>
                <input id="{}" name="{}" type="{}" value="{}"{}{}>
                {}</div>
                """, name, label, name, name, type, value, more, described, helpLine);
    }

    /** A box to tick. */
    public static Markup box(String label, String name, boolean ticked, String help) {
        Markup helpLine = help.isEmpty() ? Markup.NONE : Markup.of("<span class=\"small\">{}</span>\n", help);
        return Markup.of("""
                <div class="field box">
                <label><input type="checkbox" name="{}" value="1"{}> {}</label>
                {}</div>
                """, name, ticked ? new Markup(" checked") : Markup.NONE, label, helpLine);
    }

    /** What went wrong with the form above it, read out by screen readers; nothing when the words are empty. */
    public static Markup complaint(String words) {
        return words.isEmpty()
                ? Markup.NONE
                : Markup.of("<div class=\"banner bad\" role=\"alert\"><p>{}</p></div>\n", words);
    }

    /** What was done; nothing when the words are empty. */
    public static Markup done(String words) {
        return words.isEmpty()
                ? Markup.NONE
                : Markup.of("<div class=\"banner good\" role=\"status\"><p>{}</p></div>\n", words);
    }
}
