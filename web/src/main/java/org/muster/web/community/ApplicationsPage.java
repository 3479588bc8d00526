package org.muster.web.community;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.muster.common.store.Database;
import org.muster.web.cache.Cached;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code apps.php}: the applications, and on which platforms each version runs. Read at most once a minute. */
public final class ApplicationsPage implements Page {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PageContext context;
    private final Cached<Map<String, List<Version>>> applications;

    public ApplicationsPage(PageContext context) {
        this.context = context;
        this.applications =
                new Cached<>("the applications", () -> read(context.work()), FRESH, PATIENCE, context.clock());
    }

    private record Version(String application, String platform, int number, String planClass, boolean beta) {}

    @Override
    public Reply answer(PageRequest request) {
        Map<String, List<Version>> all = applications.get().value().orElse(Map.of());
        return context.page(
                "Applications",
                Markup.of(
                        "<h1>Applications</h1>\n{}",
                        all.isEmpty()
                                ? Markup.of("<p class=\"lead\">There are none yet.</p>\n")
                                : Markup.all(all.entrySet().stream()
                                        .map(entry -> section(entry.getKey(), entry.getValue()))
                                        .toList())));
    }

    private static Map<String, List<Version>> read(Database work) {
        List<Version> versions = work.read(handle -> handle.createQuery("""
                        select coalesce(nullif(a.user_friendly_name, ''), a.name) application,
                          coalesce(nullif(p.user_friendly_name, ''), p.name) platform, v.version_num, v.plan_class, v.beta
                        from app a
                          join app_version v on v.appid = a.id and v.deprecated = 0
                          join platform p on p.id = v.platformid and p.deprecated = 0
                        where a.deprecated = 0
                        order by a.id, p.name, v.plan_class, v.version_num desc
                        """)
                .map((row, context) -> new Version(
                        row.getString("application"),
                        row.getString("platform"),
                        row.getInt("version_num"),
                        row.getString("plan_class"),
                        row.getInt("beta") != 0))
                .list());
        Map<String, List<Version>> grouped = new LinkedHashMap<>();
        versions.forEach(version -> grouped.merge(
                version.application(),
                List.of(version),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList()));
        return grouped;
    }

    private static Markup section(String application, List<Version> versions) {
        return Markup.of(
                """
                <section>
                <h2>{}</h2>
                <table>
                <thead><tr><th scope="col">Platform</th><th scope="col">Version</th><th scope="col">Uses</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """,
                application,
                Markup.all(versions.stream()
                        .map(version -> Markup.of(
                                "<tr><td>{}</td><td>{}{}</td><td>{}</td></tr>\n",
                                version.platform(),
                                String.format(Locale.ROOT, "%.2f", version.number() / 100.0),
                                version.beta() ? " (under test)" : "",
                                version.planClass().isEmpty() ? "one processor" : version.planClass()))
                        .toList()));
    }
}
