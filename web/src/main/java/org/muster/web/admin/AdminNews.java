package org.muster.web.admin;

import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.news.Article;
import org.muster.web.news.NewsRows;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code admin/news[?id=]}: writes news, changes a piece, takes one back. */
final class AdminNews implements AdminPage {
    private static final int SHOWN = 50;
    private static final int LONGEST_TITLE = 190;
    private static final int LONGEST_BODY = 20_000;
    private static final String TITLE = "News";

    private final PageContext context;
    private final NewsRows news;

    AdminNews(PageContext context, NewsRows news) {
        this.context = context;
        this.news = news;
    }

    @Override
    public Reply answer(Asked asked) {
        PageRequest request = asked.page();
        Optional<Article> chosen = request.id("id").flatMap(news::byId);
        String title = chosen.map(Article::title).orElse("");
        String body = chosen.map(Article::body).orElse("");
        return AdminFrame.page(context, asked, "news", TITLE, body(request, "", title, body));
    }

    @Override
    public Reply submit(Asked asked) {
        PageRequest request = asked.page();
        Optional<Long> id = request.id("id");
        String title = request.field("title");
        String body = request.field("body");
        if (id.isPresent() && request.field("what").equals("remove")) {
            String gone = news.byId(id.get()).map(Article::title).orElse("");
            asked.change(context, "took back the news", gone, handle -> NewsRows.remove(handle, id.get()));
            return Reply.seeOther("news");
        }
        if (title.isEmpty() || title.length() > LONGEST_TITLE || body.isEmpty() || body.length() > LONGEST_BODY) {
            String complaint = "News need a title of at most " + LONGEST_TITLE + " and a text of at most "
                    + LONGEST_BODY + " characters.";
            return AdminFrame.page(context, asked, "news", TITLE, body(request, complaint, title, body));
        }
        id.ifPresentOrElse(
                known -> asked.change(
                        context, "changed the news", title, handle -> NewsRows.change(handle, known, title, body)),
                () -> asked.change(
                        context,
                        "published the news",
                        title,
                        handle -> NewsRows.publish(handle, title, body, context.now())));
        return Reply.seeOther("news");
    }

    private Markup body(PageRequest request, String complaint, String title, String body) {
        Optional<Long> id = request.id("id");
        String action = id.map(known -> "news?id=" + known).orElse("news");
        Markup fields = Markup.of(
                """
                {}<div class="field">
                <label for="body">Text; empty lines part paragraphs</label>
                <textarea id="body" name="body" required rows="8">{}</textarea>
                </div>
                <button name="what" value="save">{}</button>
                """,
                Forms.text("Title", "title", title, new Markup(" required maxlength=\"190\"")),
                body,
                id.isPresent() ? "Save" : "Publish");
        return Markup.of(
                "{}<section>\n<h2>{}</h2>\n{}</section>\n<section>\n<h2>Published</h2>\n{}</section>\n",
                Forms.complaint(complaint),
                id.isPresent() ? "Change" : "New",
                Forms.post(request, action, fields),
                list(request));
    }

    private Markup list(PageRequest request) {
        return Markup.all(news.newest(SHOWN).stream()
                .map(article -> Markup.of(
                        "<p><a href=\"news?id={}\">{}</a> <span class=\"small moment\">{}</span></p>\n{}",
                        article.id(),
                        article.title(),
                        Spans.moment(article.published()),
                        Forms.button(request, "news?id=" + article.id(), "what", "remove", "Take it back")))
                .toList());
    }
}
