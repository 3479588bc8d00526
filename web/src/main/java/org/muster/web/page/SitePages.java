package org.muster.web.page;

import org.muster.web.http.ErrorPages;
import org.muster.web.http.Reply;

/** The pages for what is not there or does not work. Thread-safe. */
public final class SitePages implements ErrorPages {
    private final Layout layout;

    public SitePages(Layout layout) {
        this.layout = layout;
    }

    /** The frame of all pages. */
    public Layout layout() {
        return layout;
    }

    /** What was asked for is at another address for now. */
    public Reply found(String to) {
        return message(302, "The project is elsewhere", "It begins at its home page.")
                .with("Location", to);
    }

    @Override
    public Reply moved(String to) {
        return message(301, "Moved", "This page has moved to another address.").with("Location", to);
    }

    @Override
    public Reply notFound() {
        return message(404, "There is no such page", "Please check the address, or begin at the home page.");
    }

    @Override
    public Reply onlyGet() {
        return message(405, "Pages are only read", "This address answers GET and HEAD, nothing else.")
                .with("Allow", "GET, HEAD");
    }

    @Override
    public Reply illegalQuery() {
        return message(400, "This address cannot be read", "What follows its question mark is not a query in UTF-8.");
    }

    @Override
    public Reply strangeForm() {
        return message(
                403,
                "This form cannot be taken",
                "It is too old, or it comes from another site, or this browser keeps no cookies. Please go back, load the"
                        + " page again and fill the form in once more. Nothing was changed.");
    }

    @Override
    public Reply noForm() {
        return message(415, "This is not a form", "Only the forms of these pages are taken, up to 64 kilobytes.");
    }

    @Override
    public Reply databaseAway() {
        return message(
                        503,
                        "The database cannot be reached",
                        "Please try again in a minute. Your computer goes on by itself.")
                .with("Retry-After", "60");
    }

    /** 404 of a page that is there, but not for what the query names. */
    public Reply notThere(String what) {
        return message(404, "There is no such " + what, "It may have been removed, or the address is wrong.");
    }

    /** 429: too many attempts. */
    public Reply tooMany(String words, long seconds) {
        return message(429, "Too many attempts", words).with("Retry-After", Long.toString(seconds));
    }

    @Override
    public Reply failed() {
        return message(500, "Something went wrong", "It is our mistake and has been noted. Please try again later.");
    }

    /** What people see while the operator has stopped the pages. */
    public Reply maintenance() {
        return message(503, "Down for maintenance", "The project will be back. Your computer goes on by itself.")
                .with("Retry-After", "600");
    }

    private Reply message(int status, String title, String words) {
        return Reply.html(status, layout.page(title, Markup.of("<h1>{}</h1>\n<p class=\"lead\">{}</p>", title, words)));
    }
}
