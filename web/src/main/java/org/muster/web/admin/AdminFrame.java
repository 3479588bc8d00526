package org.muster.web.admin;

import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** What the administrator's pages share: their links, and how they end. */
final class AdminFrame {
    private AdminFrame() {}

    /**
     * A page.
     *
     * @param asked what is answered
     * @param current its address, to be marked among the links
     */
    static Reply page(PageContext context, AdminPage.Asked asked, String current, String title, Markup body) {
        return context.privatePage(
                title + " (administration)",
                Markup.of(
                        "<ul class=\"tabs\">\n{}{}{}{}{}{}</ul>\n<p class=\"small\">Logged in as {}</p>\n<h1>{}</h1>\n{}",
                        tab("./", "Overview", current),
                        tab("blocked", "Work set aside", current),
                        tab("hosts", "Computers", current),
                        tab("users", "Users", current),
                        tab("news", "News", current),
                        tab("changes", "Changes", current),
                        asked.who().name(),
                        title,
                        body));
    }

    /** A form with one line of text and a button that looks for something. */
    static Markup search(String action, String label, String value) {
        return Markup.of(
                "<form method=\"get\" action=\"{}\" class=\"inline narrow\">\n{}<button>Look</button>\n</form>\n",
                action,
                Forms.text(label, "q", value, Markup.NONE));
    }

    private static Markup tab(String address, String words, String current) {
        return Markup.of(
                "<li><a href=\"{}\"{}>{}</a></li>\n",
                address,
                address.equals(current) ? new Markup(" aria-current=\"page\"") : Markup.NONE,
                words);
    }
}
