package org.muster.web.news;

import java.time.Duration;
import java.util.List;
import org.muster.web.cache.Cached;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code news.php}: the newest news, and the way to the feed. */
public final class NewsPage implements Page {
    private static final int SHOWN = 50;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PageContext context;
    private final Cached<List<Article>> newest;

    public NewsPage(PageContext context, NewsRows rows) {
        this.context = context;
        this.newest = new Cached<>("the news", () -> rows.newest(SHOWN), FRESH, PATIENCE, context.clock());
    }

    @Override
    public Reply answer(PageRequest request) {
        List<Article> articles = newest.get().value().orElse(List.of());
        return context.page(
                "News",
                Markup.of(
                        """
                        <h1>News</h1>
                        {}<p class="more-links"><a href="rss_main.php">RSS feed</a> The BOINC program shows the same as notices.</p>
                        """,
                        articles.isEmpty()
                                ? Markup.of("<p class=\"lead\">There is none.</p>\n")
                                : Markup.all(
                                        articles.stream().map(NewsPage::article).toList())));
    }

    private static Markup article(Article article) {
        return Markup.of(
                "<section class=\"paper\" id=\"n{}\">\n<h2>{}</h2>\n<p class=\"small\">{}</p>\n{}</section>\n",
                article.id(),
                article.title(),
                Spans.moment(article.published()),
                Markup.all(article.paragraphs().stream()
                        .map(paragraph -> Markup.of("<p>{}</p>\n", paragraph))
                        .toList()));
    }
}
