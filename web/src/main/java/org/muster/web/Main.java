package org.muster.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.web.account.ExpiredRows;
import org.muster.web.download.DownloadHandler;
import org.muster.web.download.SpoiledFiles;
import org.muster.web.http.DelayedReplies;
import org.muster.web.http.Page;
import org.muster.web.http.Reply;
import org.muster.web.http.Site;
import org.muster.web.http.SiteSettings;
import org.muster.web.page.Layout;
import org.muster.web.page.SitePages;
import org.muster.web.project.MasterPage;
import org.muster.web.project.ProjectConfigPage;
import org.muster.web.project.ProjectTexts;
import org.muster.web.statistics.StatisticsHandler;
import org.muster.web.status.StatusPage;
import org.muster.web.status.StatusParts;

/** The web daemon: what browsers and attaching clients read. */
public final class Main {
    /** The daemon's name on the command line and on the status page. */
    public static final String NAME = "web";

    private static final Duration WRONG_GUESS = Duration.ofSeconds(3);
    private static final int WAITING_GUESSERS = 1000;
    private static final Duration BETWEEN_LOOKS_AT_SPOILED_FILES = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS_AT_EXPIRED_ROWS = Duration.ofHours(1);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** The daemon, its handlers put on the web port. */
    public static Daemon create(DaemonContext context) {
        return create(context, WRONG_GUESS);
    }

    /** The same with another punishment for wrong guesses. */
    static Daemon create(DaemonContext context, Duration wrongGuess) {
        MusterConfig config = context.config();
        LongAdder handled = new LongAdder();
        DelayedReplies delays = new DelayedReplies(WAITING_GUESSERS);
        String base = path(config.project().masterUrl().getPath());
        SitePages errors = new SitePages(new Layout(config.project().longName(), base));
        TriggerFiles triggers = new TriggerFiles(config.project().directory());
        StatusParts status = StatusParts.of(context, base, triggers, handled);
        SiteSettings settings =
                SiteSettings.of(config.project().masterUrl(), config.web().behindProxy());
        AccountSite accounts = new AccountSite(config, context.work(), context.clock(), errors, delays, wrongGuess);
        Map<String, Page> pages = pages(context, status, triggers, errors, accounts);
        Site site = new Site(base, pages, errors, delays, handled, settings);
        int port = config.http().webPort();
        context.http().add(port, base, site);
        context.http().add(port, status.livePath(), status.live());
        context.http()
                .add(
                        port,
                        base + "stats/",
                        new StatisticsHandler(config.statistics().directory(config.project())));
        SpoiledFiles spoiled = new SpoiledFiles();
        DownloadHandler downloads = DownloadHandler.of(config, spoiled, context.clock(), handled);
        downloads.prefixes().forEach(prefix -> context.http().add(port, prefix, downloads));
        if (!base.equals("/")) {
            context.http()
                    .add(port, "/", new Site("/", Map.of("", request -> errors.found(base)), errors, delays, handled));
        }
        return new HandlerDaemon(
                NAME,
                handled,
                new LoopDaemon(NAME + "-files", spoiled, BETWEEN_LOOKS_AT_SPOILED_FILES),
                new LoopDaemon(
                        NAME + "-expired",
                        new ExpiredRows(context.work(), context.clock()),
                        BETWEEN_LOOKS_AT_EXPIRED_ROWS),
                status.collecting(),
                status.publishing());
    }

    private static Map<String, Page> pages(
            DaemonContext context, StatusParts status, TriggerFiles triggers, SitePages errors, AccountSite accounts) {
        ProjectConfig project = context.config().project();
        ProjectTexts texts = new ProjectTexts(project.directory());
        Page statusPage = new StatusPage(
                status.desk(), errors.layout(), project.masterUrl().getHost());
        Page master = new MasterPage(context.config(), errors.layout(), status.desk(), triggers, texts);
        Map<String, Page> pages = new HashMap<>(accounts.pages(triggers));
        pages.put("", master);
        pages.put("index.php", master);
        pages.put(
                "get_project_config.php",
                new ProjectConfigPage(context.config(), triggers, texts, context.work(), context.clock()));
        pages.put(
                "server_status.php",
                request -> triggers.webStopped() ? errors.maintenance() : statusPage.answer(request));
        pages.put("style.css", request -> Reply.lasting("text/css; charset=utf-8", Layout.style()));
        pages.put("icon.svg", request -> Reply.lasting("image/svg+xml", Layout.icon()));
        status.addAssets(pages);
        return pages;
    }

    private static String path(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
