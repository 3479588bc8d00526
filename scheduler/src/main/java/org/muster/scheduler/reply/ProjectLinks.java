package org.muster.scheduler.reply;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.common.config.ProjectConfig;
import org.muster.common.protocol.XmlText;
import org.muster.common.security.Authenticators;
import org.muster.scheduler.identity.Account;
import org.muster.scheduler.identity.Asker;

/**
 * Fills the gaps in the project's links, so that they lead to the volunteer's own pages. Pure. Source of the gaps: BOINC's
 * {@code gui_urls.xml}. Each gap is filled once: a name that looks like a gap is not filled again.
 */
final class ProjectLinks {

    private static final Pattern FOR_TEAMS = Pattern.compile("<ifteam>(.*?)</ifteam>", Pattern.DOTALL);
    private static final Pattern GAP = Pattern.compile("<([a-z_]+)/>");

    private ProjectLinks() {}

    /**
     * The links of one volunteer on one computer. Whoever showed the weak key only gets no other key to see.
     */
    static String of(String links, ProjectConfig project, Asker asker) {
        if (links.isEmpty()) {
            return "";
        }
        Account account = asker.account();
        String weak = Authenticators.weak(account.id(), account.authenticator(), account.passwordHash());
        String chosen = FOR_TEAMS.matcher(links).replaceAll(account.team().id() == 0 ? "" : "$1");
        Map<String, String> values = Map.ofEntries(
                Map.entry("authenticator", asker.mayChangeAccount() ? account.authenticator() : weak),
                Map.entry("hostid", Long.toString(asker.host().id())),
                Map.entry("master_url", project.masterUrl().toString()),
                Map.entry("project_name", project.longName()),
                Map.entry(
                        "rss_auth",
                        Authenticators.noticeKey(account.id(), account.authenticator(), account.passwordHash())),
                Map.entry("teamid", Long.toString(account.team().id())),
                Map.entry("team_name", account.team().name()),
                Map.entry("userid", Long.toString(account.id())),
                Map.entry("user_name", account.profile().name()),
                Map.entry("weak_auth", weak));
        return GAP.matcher(chosen).replaceAll(gap -> {
            String value = values.get(gap.group(1));
            return Matcher.quoteReplacement(value == null ? gap.group() : XmlText.escape(value));
        });
    }
}
