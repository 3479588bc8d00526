package org.muster.web.admin;

import java.util.HashMap;
import java.util.Map;
import org.muster.web.http.Page;
import org.muster.web.news.NewsRows;
import org.muster.web.page.PageContext;
import org.muster.web.session.Sessions;

/** The administrators' pages. All but the log-in are behind the gate, because they are put there in one place. */
public final class AdminPages {
    /** What all their addresses begin with. */
    public static final String PREFIX = "admin/";

    private AdminPages() {}

    /** The pages by address. While there is no administrator they answer that there is no such page. */
    public static Map<String, Page> of(PageContext context, Sessions sessions, AdminEntrance entrance) {
        AdminGate gate = new AdminGate(context, sessions, entrance);
        Map<String, Page> pages = new HashMap<>();
        guarded(context, gate).forEach((name, page) -> pages.put(PREFIX + name, gate.only(page)));
        pages.put(PREFIX + AdminGate.LOG_IN, gate.whileThereIsAny(new AdminLogIn(context, gate)));
        return pages;
    }

    private static Map<String, AdminPage> guarded(PageContext context, AdminGate gate) {
        return Map.of(
                "", new AdminHome(context, gate),
                "news", new AdminNews(context, new NewsRows(context.work())),
                "blocked", new AdminBlocked(context),
                "hosts", new AdminHosts(context),
                "users", new AdminUsers(context),
                "changes", new AdminChanges(context));
    }
}
