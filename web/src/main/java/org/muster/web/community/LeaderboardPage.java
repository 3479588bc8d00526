package org.muster.web.community;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.web.cache.Cached;
import org.muster.web.cache.Snapshot;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Credits;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/**
 * {@code top_users.php}, {@code top_hosts.php}, {@code top_teams.php}: the first 500 by recent or total credit, read at
 * most every five minutes however many look.
 */
public final class LeaderboardPage {
    private static final int KEPT = 500;
    private static final int PER_PAGE = 50;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PageContext context;
    private final Map<Board, Cached<List<Leader>>> boards = new EnumMap<>(Board.class);

    public LeaderboardPage(PageContext context) {
        this.context = context;
        LeaderQuery query = new LeaderQuery(context.work());
        for (Board board : Board.values()) {
            boards.put(
                    board,
                    new Cached<>(
                            "leaderboard " + board, () -> query.first(board, KEPT), FRESH, PATIENCE, context.clock()));
        }
    }

    /** Volunteers. */
    public Reply users(PageRequest request) {
        return page(Board.of("top_users.php", request.parameter("sort_by")), request);
    }

    /** Computers. */
    public Reply hosts(PageRequest request) {
        return page(Board.of("top_hosts.php", request.parameter("sort_by")), request);
    }

    /** Teams. */
    public Reply teams(PageRequest request) {
        return page(Board.of("top_teams.php", request.parameter("sort_by")), request);
    }

    private Reply page(Board board, PageRequest request) {
        Snapshot<List<Leader>> snapshot = boards.get(board).get();
        if (snapshot.value().isEmpty()) {
            return context.site().databaseAway();
        }
        List<Leader> all = snapshot.value().get();
        int from = (int) Math.min(request.id("offset").orElse(0L), KEPT);
        return context.page(
                board.title(),
                Markup.of(
                        "<h1>{}</h1>\n{}{}{}<p class=\"more-links\"><a href=\"apps.php\">Applications</a> <a href=\"team.php\">All about teams</a></p>\n",
                        "Leaderboards",
                        tabs(board),
                        all.size() <= from
                                ? Markup.of("<p class=\"lead\">Nobody has credit yet.</p>\n")
                                : table(board, all.subList(from, Math.min(from + PER_PAGE, all.size())), from),
                        next(board, all, from)));
    }

    private static Markup tabs(Board current) {
        Markup of = Markup.all(List.of(Board.USERS_RECENT, Board.HOSTS_RECENT, Board.TEAMS_RECENT).stream()
                .map(board -> tab(board.page(), board.title(), board.page().equals(current.page())))
                .toList());
        Markup by = Markup.all(List.of(
                tab(
                        Board.of(current.page(), Optional.of("expavg_credit")).address(),
                        "by recent credit",
                        current.order().equals("expavg_credit")),
                tab(
                        Board.of(current.page(), Optional.of("total_credit")).address(),
                        "by total credit",
                        current.order().equals("total_credit"))));
        return Markup.of("<ul class=\"tabs\">\n{}</ul>\n<ul class=\"tabs\">\n{}</ul>\n", of, by);
    }

    private static Markup tab(String address, String words, boolean current) {
        return Markup.of(
                "<li><a href=\"{}\"{}>{}</a></li>\n",
                address,
                current ? new Markup(" aria-current=\"page\"") : Markup.NONE,
                words);
    }

    private Markup table(Board board, List<Leader> leaders, int from) {
        List<Markup> rows = new ArrayList<>();
        for (Leader leader : leaders) {
            Markup name = leader.address().isEmpty()
                    ? Markup.of("{}", leader.name())
                    : Markup.of("<a href=\"{}\"><b>{}</b></a>", leader.address(), leader.name());
            rows.add(Markup.of(
                    "<tr><td class=\"number soft\">{}</td><td>{}<span class=\"small\">{}</span></td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
                    from + rows.size() + 1,
                    name,
                    leader.more(),
                    Credits.recent(leader.recent(), leader.asOf(), context.now()),
                    Spans.number(leader.total())));
        }
        return Markup.of("""
                <section>
                <table>
                <thead><tr><th scope="col" class="number">Place</th><th scope="col">{}</th>
                <th scope="col" class="number">Recent credit a day</th><th scope="col" class="number">Total credit</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """, board.title(), Markup.all(rows));
    }

    private static Markup next(Board board, List<Leader> all, int from) {
        return all.size() <= from + PER_PAGE
                ? Markup.NONE
                : Markup.of(
                        "<p class=\"more-links\"><a rel=\"next\" href=\"{}&amp;offset={}\">The next {}</a></p>\n",
                        board.address(),
                        from + PER_PAGE,
                        PER_PAGE);
    }
}
