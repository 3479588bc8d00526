package org.muster.web.page;

import java.time.InstantSource;
import org.muster.common.config.ProjectConfig;
import org.muster.common.store.Database;
import org.muster.web.http.Reply;

/**
 * What every page with rows of the database in it needs.
 *
 * @param work the work database
 * @param clock the time
 * @param site the frame, and what is said when something is not there
 * @param project its name and addresses
 */
public record PageContext(Database work, InstantSource clock, SitePages site, ProjectConfig project) {

    /** Now, in Unix seconds. */
    public long now() {
        return clock.instant().getEpochSecond();
    }

    /** Path of the master URL, with a final slash. */
    public String base() {
        return project.masterUrl().getPath();
    }

    /** True when browsers reach the pages over TLS. */
    public boolean secure() {
        return "https".equals(project.masterUrl().getScheme());
    }

    /** A page that anybody may see. */
    public Reply page(String title, Markup body) {
        return Reply.html(200, site.layout().page(title, body));
    }

    /** A page for one person, kept by nobody. */
    public Reply privatePage(String title, Markup body) {
        return page(title, body).privately();
    }

    /** A private page that says what was wrong with a form: its status is 400, so that programs see it too. */
    public Reply refusal(String title, Markup body) {
        return Reply.html(400, site.layout().page(title, body)).privately();
    }
}
