package org.muster.web.member;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.model.ServerState;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code results.php[?hostid=][&state=][&before=]}: the volunteer's tasks, each with the reason of its state. */
public final class TasksPage implements MemberPage {
    private static final int PER_PAGE = 30;
    /** Tasks of all computers together are those of so many that were in touch last. */
    private static final int COMPUTERS = 20;

    private static final List<ServerState> ALL = List.of(ServerState.IN_PROGRESS, ServerState.OVER);
    private static final Map<String, List<ServerState>> STATES = Map.of(
            "", ALL,
            "in_progress", List.of(ServerState.IN_PROGRESS),
            "over", List.of(ServerState.OVER));

    private final PageContext context;
    private final HostRows hosts;
    private final TaskRows tasks;

    public TasksPage(PageContext context) {
        this.context = context;
        this.hosts = new HostRows(context.work());
        this.tasks = new TaskRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        Optional<Long> asked = request.id("hostid");
        List<Host> mine = asked.isPresent()
                ? hosts.byId(asked.get()).filter(host -> host.userId() == member.id()).stream()
                        .toList()
                : hosts.ofUser(member.id(), COMPUTERS);
        if (asked.isPresent() && mine.isEmpty()) {
            return context.site().notThere("computer of yours");
        }
        String state = request.parameter("state").filter(STATES::containsKey).orElse("");
        long before = request.id("before").orElse(Long.MAX_VALUE);
        List<Task> shown = tasks.newest(mine.stream().map(Host::id).toList(), STATES.get(state), before, PER_PAGE + 1);
        String heading = asked.isPresent() ? "Tasks of " + name(mine.getFirst()) : "Your tasks";
        String query = asked.map(host -> "hostid=" + host + "&").orElse("");
        return context.privatePage(
                heading,
                Markup.of(
                        "<h1>{}</h1>\n{}{}{}",
                        heading,
                        tabs(query, state),
                        shown.isEmpty() ? Markup.of("<p class=\"lead\">There are none.</p>\n") : table(mine, shown),
                        older(query, state, shown)));
    }

    private static Markup tabs(String query, String state) {
        return Markup.of(
                "<ul class=\"tabs\">\n{}{}{}</ul>\n",
                tab(query, "", "All", state),
                tab(query, "in_progress", "In progress", state),
                tab(query, "over", "Reported or over", state));
    }

    private static Markup tab(String query, String state, String words, String current) {
        return Markup.of(
                "<li><a href=\"results.php?{}state={}\"{}>{}</a></li>\n",
                query,
                state,
                state.equals(current) ? new Markup(" aria-current=\"page\"") : Markup.NONE,
                words);
    }

    private Markup table(List<Host> mine, List<Task> shown) {
        Instant now = context.clock().instant();
        List<Markup> rows = new ArrayList<>();
        for (Task task : shown.subList(0, Math.min(PER_PAGE, shown.size()))) {
            String host = mine.stream()
                    .filter(candidate -> candidate.id() == task.hostId())
                    .map(TasksPage::name)
                    .findFirst()
                    .orElse("");
            rows.add(row(task, host, now));
        }
        return Markup.of("""
                <section>
                <table class="cells">
                <thead><tr><th scope="col">Task</th><th scope="col">How it stands</th>
                <th scope="col" class="number">Ran</th><th scope="col" class="number">Credit</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """, Markup.all(rows));
    }

    private static Markup row(Task task, String host, Instant now) {
        TaskStanding standing = TaskStanding.of(task.facts(), now);
        return Markup.of(
                """
                <tr><td><a href="result.php?resultid={}"><b>{}</b></a><span class="small">{} on {}</span>
                <span class="small">sent {} ago</span></td>
                <td><span class="pill {}">{}</span><span class="small">{}</span></td>
                <td class="number" data-name="Ran">{}</td><td class="number" data-name="Credit">{}</td></tr>
                """,
                task.id(),
                task.name(),
                task.application(),
                host,
                Spans.ago(Instant.ofEpochSecond(task.sent()), now),
                standing.tone(),
                standing.title(),
                standing.reason(),
                task.elapsed() > 0 ? Spans.words(Duration.ofSeconds((long) task.elapsed())) : "–",
                task.facts().credit() > 0 ? Spans.number(task.facts().credit()) : "–");
    }

    private static Markup older(String query, String state, List<Task> shown) {
        return shown.size() <= PER_PAGE
                ? Markup.NONE
                : Markup.of(
                        "<p class=\"more-links\"><a rel=\"next\" href=\"results.php?{}state={}&amp;before={}\">Older tasks</a></p>\n",
                        query,
                        state,
                        shown.get(PER_PAGE - 1).id());
    }

    private static String name(Host host) {
        return host.name().isEmpty() ? "computer " + host.id() : host.name();
    }
}
