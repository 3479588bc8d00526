package org.muster.web.admin;

import java.util.List;
import java.util.Optional;
import org.muster.common.store.Database;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;
import org.muster.web.session.Sessions;
import org.muster.web.session.Sessions.Kind;

/** {@code admin/users}: looks up an account by its number or e-mail address, and ends its sessions. */
final class AdminUsers implements AdminPage {
    private final PageContext context;
    private final Database work;

    AdminUsers(PageContext context) {
        this.context = context;
        this.work = context.work();
    }

    private record User(long id, String name, String email, double credit, long hosts) {}

    @Override
    public Reply answer(Asked asked) {
        PageRequest request = asked.page();
        String sought = request.parameter("q").orElse("").strip();
        List<User> found = sought.isEmpty() ? List.of() : find(sought, request.id("q"));
        return AdminFrame.page(
                context,
                asked,
                "users",
                "Users",
                Markup.of(
                        "{}{}",
                        AdminFrame.search("users", "Number or e-mail address", sought),
                        found.isEmpty()
                                ? Markup.of(sought.isEmpty() ? "" : "<p class=\"lead\">There is no such account.</p>\n")
                                : Markup.all(found.stream()
                                        .map(user -> card(request, user))
                                        .toList())));
    }

    @Override
    public Reply submit(Asked asked) {
        PageRequest request = asked.page();
        Optional<Long> user = request.fieldId("user");
        user.ifPresent(id -> asked.change(
                context,
                "ended all sessions of",
                "user " + id,
                handle -> Sessions.closeAll(handle, Kind.VOLUNTEER, id)));
        return Reply.seeOther(user.map(id -> "users?q=" + id).orElse("users"));
    }

    private List<User> find(String asked, Optional<Long> id) {
        return work.read(
                handle -> handle.createQuery("""
                        select id, name, email_addr, total_credit,
                          (select count(*) from host where host.userid = user.id) hosts
                        from user
                        where %s
                        """.formatted(id.isPresent() ? "id = :asked" : "email_addr = :asked"))
                        .bind("asked", asked)
                        .map((row, context) -> new User(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("email_addr"),
                                row.getDouble("total_credit"),
                                row.getLong("hosts")))
                        .list());
    }

    private static Markup card(PageRequest request, User user) {
        return Markup.of(
                """
                <section>
                <h2>{}</h2>
                <dl>
                <div><dt>Number</dt><dd>{}</dd></div>
                <div><dt>E-mail address</dt><dd>{}</dd></div>
                <div><dt>Credit</dt><dd>{}</dd></div>
                <div><dt>Computers</dt><dd>{}</dd></div>
                </dl>
                {}
                </section>
                """,
                user.name(),
                user.id(),
                user.email(),
                Spans.number(user.credit()),
                Spans.number(user.hosts()),
                Forms.button(request, "users", "user", Long.toString(user.id()), "End all sessions"));
    }
}
