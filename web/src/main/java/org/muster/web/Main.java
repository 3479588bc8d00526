package org.muster.web;

import java.time.Duration;
import java.time.InstantSource;
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
import org.muster.common.store.Database;
import org.muster.web.account.AccountPages;
import org.muster.web.download.DownloadHandler;
import org.muster.web.download.SpoiledFiles;
import org.muster.web.http.DelayedReplies;
import org.muster.web.http.Page;
import org.muster.web.http.Reply;
import org.muster.web.http.Site;
import org.muster.web.page.Layout;
import org.muster.web.page.SitePages;
import org.muster.web.project.MasterPage;
import org.muster.web.project.ProjectConfigPage;
import org.muster.web.project.ProjectTexts;
import org.muster.web.statistics.StatisticsHandler;
import org.muster.web.status.StatusDesk;
import org.muster.web.status.StatusPage;

/** The web daemon: what browsers and attaching clients read. */
public final class Main {
    /** The daemon's name on the command line and on the status page. */
    public static final String NAME = "web";

    private static final Duration WRONG_GUESS = Duration.ofSeconds(3);
    private static final int WAITING_GUESSERS = 1000;
    private static final Duration BETWEEN_LOOKS_AT_SPOILED_FILES = Duration.ofSeconds(5);

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
        Map<String, Page> pages = pages(config.project(), context.work(), context.clock(), errors, delays, wrongGuess);
        Site site = new Site(base, pages, errors, delays, handled);
        int port = config.http().webPort();
        context.http().add(port, base, site);
        context.http().add(port, base + "stats/", new StatisticsHandler(config.statistics().directory(config.project())));
        SpoiledFiles spoiled = new SpoiledFiles();
        DownloadHandler downloads = DownloadHandler.of(config, spoiled, context.clock(), handled);
        downloads.prefixes().forEach(prefix -> context.http().add(port, prefix, downloads));
        if (!base.equals("/")) {
            context.http()
                    .add(port, "/", new Site("/", Map.of("", request -> errors.found(base)), errors, delays, handled));
        }
        return new HandlerDaemon(
                NAME, handled, new LoopDaemon(NAME + "-files", spoiled, BETWEEN_LOOKS_AT_SPOILED_FILES));
    }

    private static Map<String, Page> pages(
            ProjectConfig project,
            Database work,
            InstantSource clock,
            SitePages errors,
            DelayedReplies delays,
            Duration wrongGuess) {
        TriggerFiles triggers = new TriggerFiles(project.directory());
        ProjectTexts texts = new ProjectTexts(project.directory());
        StatusDesk status = new StatusDesk(work, clock, triggers);
        AccountPages accounts = new AccountPages(work, clock, triggers::webStopped, delays, wrongGuess);
        Page statusPage =
                new StatusPage(status, errors.layout(), project.masterUrl().getHost());
        Page master = new MasterPage(project, errors.layout(), status, triggers, texts);
        Map<String, Page> pages = new HashMap<>();
        pages.put("", master);
        pages.put("index.php", master);
        pages.put("get_project_config.php", new ProjectConfigPage(project, triggers, texts, work, clock));
        pages.put("create_account.php", accounts::create);
        pages.put("lookup_account.php", accounts::lookup);
        pages.put(
                "server_status.php",
                request -> triggers.webStopped() ? errors.maintenance() : statusPage.answer(request));
        pages.put("style.css", request -> Reply.lasting("text/css; charset=utf-8", Layout.style()));
        pages.put("icon.svg", request -> Reply.lasting("image/svg+xml", Layout.icon()));
        return pages;
    }

    private static String path(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
