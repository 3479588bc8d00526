package org.muster.web.admin;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/**
 * {@code admin/hosts}: computers that are shut out, and the way to shut one out or let it in again. A computer is shut out
 * while its {@code max_results_day} is −1, as at BOINC; it gets no work and its reports are taken.
 */
final class AdminHosts implements AdminPage {
    private static final int SHUT_OUT = -1;
    private static final int SHOWN = 200;

    private final PageContext context;
    private final Database work;

    AdminHosts(PageContext context) {
        this.context = context;
        this.work = context.work();
    }

    private record Computer(long id, String name, String owner, double credit, boolean shutOut) {}

    @Override
    public Reply answer(Asked asked) {
        PageRequest request = asked.page();
        String sought = request.parameter("q").orElse("").strip();
        Optional<Long> id = request.id("q");
        List<Computer> found =
                sought.isEmpty() ? shutOut() : id.map(this::computer).orElse(List.of());
        String heading = sought.isEmpty() ? "Shut out now" : "Found";
        return AdminFrame.page(
                context,
                asked,
                "hosts",
                "Computers",
                Markup.of(
                        "{}<section>\n<h2>{}</h2>\n{}</section>\n",
                        AdminFrame.search("hosts", "Number of a computer", sought),
                        heading,
                        found.isEmpty() ? Markup.of("<p>None.</p>\n") : table(request, found)));
    }

    @Override
    public Reply submit(Asked asked) {
        PageRequest request = asked.page();
        Optional<Long> host = request.fieldId("host");
        boolean shut = request.field("what").equals("shut out");
        host.ifPresent(id -> asked.change(
                context, shut ? "shut out" : "let in again", "computer " + id, handle -> quota(handle, id, shut)));
        return Reply.seeOther(host.map(id -> "hosts?q=" + id).orElse("hosts"));
    }

    private static int quota(Handle handle, long id, boolean shut) {
        return handle.createUpdate(
                        "update host set max_results_day = :quota where id = :id and (max_results_day = -1) <> :shut")
                .bind("quota", shut ? SHUT_OUT : 0)
                .bind("shut", shut)
                .bind("id", id)
                .execute();
    }

    /** Looks through all computers; an administrator does that now and then. */
    private List<Computer> shutOut() {
        return read("h.max_results_day = -1", 0);
    }

    private List<Computer> computer(long id) {
        return read("h.id = :id", id);
    }

    private List<Computer> read(String where, long id) {
        return work.read(handle -> handle.createQuery("""
                        select h.id, h.domain_name, u.name, h.total_credit, h.max_results_day
                        from host h left join user u on u.id = h.userid
                        where :id = :id and %s
                        order by h.id
                        limit %d
                        """.formatted(where, SHOWN))
                .bind("id", id)
                .map((row, context) -> new Computer(
                        row.getLong("id"),
                        row.getString("domain_name"),
                        row.getString("name"),
                        row.getDouble("total_credit"),
                        row.getInt("max_results_day") == SHUT_OUT))
                .list());
    }

    private static Markup table(PageRequest request, List<Computer> computers) {
        return Markup.of(
                """
                <table class="cells">
                <thead><tr><th scope="col">Computer</th><th scope="col">Owner</th><th scope="col" class="number">Credit</th>
                <th scope="col">Work</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                """,
                Markup.all(computers.stream()
                        .map(computer -> Markup.of(
                                "<tr><td><b>{}</b><span class=\"small\">number {}</span></td><td data-name=\"Owner\">{}</td><td class=\"number\" data-name=\"Credit\">{}</td><td>{}</td></tr>\n",
                                computer.name(),
                                computer.id(),
                                computer.owner(),
                                Spans.number(computer.credit()),
                                button(request, computer)))
                        .toList()));
    }

    private static Markup button(PageRequest request, Computer computer) {
        String what = computer.shutOut() ? "let in" : "shut out";
        return Forms.post(
                request,
                "hosts",
                Markup.of(
                        "<input type=\"hidden\" name=\"host\" value=\"{}\">\n<button class=\"quiet\" name=\"what\" value=\"{}\">{}</button>\n",
                        computer.id(),
                        what,
                        computer.shutOut() ? "Let it in again" : "Shut it out"));
    }
}
