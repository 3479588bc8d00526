package org.muster.web.member;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code result.php?resultid=}: one task of the volunteer, with what the program wrote. */
public final class TaskPage implements MemberPage {
    private final PageContext context;
    private final TaskRows tasks;

    public TaskPage(PageContext context) {
        this.context = context;
        this.tasks = new TaskRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        Optional<Task> task = request.id("resultid").flatMap(id -> tasks.ofUser(id, member.id()));
        return task.isEmpty()
                ? context.site().notThere("task of yours")
                : context.privatePage(task.get().name(), body(task.get()));
    }

    private Markup body(Task task) {
        TaskStanding standing = TaskStanding.of(task.facts(), context.clock().instant());
        String output = tasks.output(task.id());
        return Markup.of(
                """
                <h1>{}</h1>
                <p class="lead"><span class="pill {}">{}</span> {}</p>
                <section>
                <h2>Facts</h2>
                <dl>
                {}{}{}{}{}{}{}</dl>
                <p class="more-links"><a href="show_host_detail.php?hostid={}">The computer</a>
                <a href="results.php">All your tasks</a></p>
                </section>
                {}
                """,
                task.name(),
                standing.tone(),
                standing.title(),
                standing.reason(),
                fact("Application", task.application()),
                fact("Sent", moment(task.sent())),
                fact("Due", moment(task.facts().deadline())),
                fact("Reported", moment(task.received())),
                fact("Ran for", Spans.words(Duration.ofSeconds((long) task.elapsed()))),
                fact("Exit status", task.facts().exitStatus()),
                fact("Credit", Spans.number(task.facts().credit())),
                task.hostId(),
                output.isEmpty()
                        ? Markup.NONE
                        : Markup.of("<section>\n<h2>What the program wrote</h2>\n<pre>{}</pre>\n</section>", output));
    }

    private static Markup fact(String name, Object value) {
        return Markup.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
    }

    private static String moment(long seconds) {
        return seconds == 0 ? "–" : Spans.moment(Instant.ofEpochSecond(seconds));
    }
}
