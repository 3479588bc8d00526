package org.muster.web.news;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.security.Authenticators;
import org.muster.web.cache.Cached;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberRows;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/**
 * The news for programs: {@code rss_main.php} for readers of feeds, {@code notices.php?userid=&auth=} for BOINC clients,
 * which show each piece once as a notice and overlook those older than thirty days. Both are RSS 2.0 in plain UTF-8, which
 * clients pass on as it is; they know no references to characters beyond a byte. Thread-safe.
 */
public final class FeedPages {
    private static final int PIECES = 20;
    private static final int WRONG_KEY = -155;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Clients pass over a text longer than this with everything behind it. */
    private static final int LONGEST_TEXT = 3500;

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final PageContext context;
    private final MemberRows members;
    private final Cached<List<Article>> newest;

    public FeedPages(PageContext context, NewsRows news, MemberRows members) {
        this.context = context;
        this.members = members;
        this.newest = new Cached<>("the news feed", () -> news.newest(PIECES), FRESH, PATIENCE, context.clock());
    }

    /** The feed for everybody. */
    public Reply rss(PageRequest request) {
        return feed(newest.get().value().orElse(List.of()));
    }

    /** The feed of one volunteer's clients; their key is the account's notice key. */
    public Reply notices(PageRequest request) {
        Optional<Member> member = request.id("userid").flatMap(members::byId);
        boolean right = member.isPresent()
                && Authenticators.same(
                        Authenticators.noticeKey(
                                member.get().id(),
                                member.get().keys().authenticator(),
                                member.get().keys().passwordHash()),
                        request.parameter("auth").orElse(""));
        return right
                ? feed(newest.get().value().orElse(List.of()))
                : xml("<error>\n<error_num>" + WRONG_KEY
                        + "</error_num>\n<error_msg>Invalid authenticator</error_msg>\n" + "</error>\n");
    }

    private Reply feed(List<Article> articles) {
        Instant latest =
                articles.isEmpty() ? Instant.EPOCH : articles.getFirst().published();
        StringBuilder rss =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n");
        line(rss, "title", context.project().longName());
        line(rss, "link", context.project().masterUrl() + "news.php");
        line(rss, "description", "News of " + context.project().longName());
        line(rss, "lastBuildDate", DATE.format(latest));
        articles.forEach(article -> item(rss, article));
        return xml(rss.append("</channel>\n</rss>\n").toString());
    }

    private void item(StringBuilder rss, Article article) {
        String link = context.project().masterUrl() + "news.php#n" + article.id();
        rss.append("<item>\n");
        line(rss, "title", article.title());
        line(rss, "link", link);
        rss.append("<guid isPermaLink=\"true\">").append(Markup.escape(link)).append("</guid>\n");
        line(rss, "pubDate", DATE.format(article.published()));
        line(rss, "description", html(article));
        rss.append("</item>\n");
    }

    /** The body as HTML, which readers of feeds and clients expect there. */
    private static String html(Article article) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : article.paragraphs()) {
            String markup = "<p>" + Markup.escape(paragraph) + "</p>";
            if (Markup.escape(html + markup).length() > LONGEST_TEXT) {
                return html.append("<p>…</p>").toString();
            }
            html.append(markup);
        }
        return html.toString();
    }

    private static void line(StringBuilder rss, String element, String text) {
        rss.append('<')
                .append(element)
                .append('>')
                .append(Markup.escape(text))
                .append("</")
                .append(element)
                .append(">\n");
    }

    private static Reply xml(String document) {
        return new Reply(
                200,
                Map.of(
                        "Content-Type", "application/rss+xml; charset=utf-8",
                        "Cache-Control", "no-cache",
                        "X-Content-Type-Options", "nosniff"),
                document,
                Duration.ZERO);
    }
}
