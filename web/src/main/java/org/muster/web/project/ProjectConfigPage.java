package org.muster.web.project;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.protocol.XmlWriter;
import org.muster.common.store.Database;
import org.muster.web.TriggerFiles;
import org.muster.web.cache.Cached;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;

/**
 * {@code get_project_config.php}: what a client's attach wizard and account managers ask first. It must answer while the
 * database is down, so the platforms, which come from there, are remembered and left out when they were never known.
 */
public final class ProjectConfigPage implements Page {
    private static final String SERVER_VERSION = "0.1.0";
    private static final int LEAST_PASSWORD_LENGTH = 6;
    private static final int PROJECT_DOWN = -183;
    private static final Duration PLATFORMS_FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ProjectConfig project;
    private final boolean signUpClosed;
    private final TriggerFiles triggers;
    private final ProjectTexts texts;
    private final Cached<List<PlatformLine>> platforms;

    /** Reads the platforms when somebody asks. */
    public ProjectConfigPage(
            MusterConfig config, TriggerFiles triggers, ProjectTexts texts, Database work, InstantSource clock) {
        this.project = config.project();
        this.signUpClosed = config.web().signUpClosed();
        this.triggers = triggers;
        this.texts = texts;
        this.platforms = new Cached<>("the platforms", () -> readPlatforms(work), PLATFORMS_FRESH, PATIENCE, clock);
    }

    @Override
    public Reply answer(PageRequest request) {
        String master = project.masterUrl().toASCIIString();
        XmlWriter xml = new XmlWriter().append("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n");
        xml.open("project_config")
                .element("name", project.longName())
                .element("master_url", master)
                .element("web_rpc_url_base", master)
                .element("rpc_prefix", master)
                .element("server_version", SERVER_VERSION);
        if (triggers.webStopped()) {
            xml.element("error_num", PROJECT_DOWN).element("web_stopped", 1);
        } else {
            xml.element("web_stopped", 0);
        }
        if (signUpClosed) {
            xml.flag("account_creation_disabled");
        }
        xml.element("min_passwd_length", LEAST_PASSWORD_LENGTH)
                .element("sched_stopped", triggers.schedulerStopped() ? 1 : 0);
        addPlatforms(xml);
        texts.termsOfUse()
                .ifPresent(terms -> xml.append("<terms_of_use>\n")
                        .append(terms.replace("&", "&amp;").replace("<", "&lt;"))
                        .append("\n</terms_of_use>\n"));
        return Reply.xml(xml.close("project_config").toString());
    }

    private void addPlatforms(XmlWriter xml) {
        xml.open("platforms");
        for (PlatformLine line : platforms.get().value().orElse(List.of())) {
            xml.open("platform").element("platform_name", line.platform()).element("user_friendly_name", line.title());
            if (!line.planClass().isEmpty()) {
                xml.element("plan_class", line.planClass());
            }
            xml.close("platform");
        }
        xml.close("platforms");
    }

    private static List<PlatformLine> readPlatforms(Database work) {
        return work.read(handle -> handle.createQuery("""
                        select distinct platform.name, platform.user_friendly_name, app_version.plan_class
                        from app_version
                          join app on app.id = app_version.appid
                          join platform on platform.id = app_version.platformid
                        where app_version.deprecated = 0 and app.deprecated = 0 and platform.deprecated = 0
                        order by platform.name, app_version.plan_class
                        """)
                .map((row, context) -> new PlatformLine(
                        row.getString("name"), row.getString("user_friendly_name"), row.getString("plan_class")))
                .list());
    }
}
