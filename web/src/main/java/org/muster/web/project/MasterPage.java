package org.muster.web.project;

import java.net.URI;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.web.TriggerFiles;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Layout;
import org.muster.web.page.Markup;
import org.muster.web.status.StatusDesk;
import org.muster.web.status.StatusSummary;

/**
 * The page at the master URL: a home page for people, and for BOINC clients the place where they learn the scheduler's
 * address. Clients read it line by line as text, so both forms of the address that they know stand at the start of lines
 * of their own. Answers 200 whatever happens: a client that finds no address backs off for a day.
 */
public final class MasterPage implements Page {
    /** A client reads lines in pieces of 255 bytes and finds no address that is cut. */
    private static final int LONGEST_ADDRESS = 200;

    private final ProjectConfig project;
    private final boolean signUpClosed;
    private final Layout layout;
    private final StatusDesk status;
    private final TriggerFiles triggers;
    private final ProjectTexts texts;
    private final Markup head;

    /**
     * @throws IllegalArgumentException when clients could not find the scheduler's address in the page
     */
    public MasterPage(
            MusterConfig config, Layout layout, StatusDesk status, TriggerFiles triggers, ProjectTexts texts) {
        this.project = config.project();
        this.signUpClosed = config.web().signUpClosed();
        this.layout = layout;
        this.status = status;
        this.triggers = triggers;
        this.texts = texts;
        this.head = schedulerLines(project.schedulerUrl());
    }

    @Override
    public Reply answer(PageRequest request) {
        return Reply.html(
                200,
                layout.page(
                        "", head, Markup.of("""
                <h1>{}</h1>
                {}{}
                {}
                {}""", project.longName(), notice(), description(), howToJoin(), figures())));
    }

    static Markup schedulerLines(URI scheduler) {
        String address = scheduler.toASCIIString();
        if (address.length() > LONGEST_ADDRESS || !scheduler.isAbsolute()) {
            throw new IllegalArgumentException("project.schedulerUrl must be a whole address of at most "
                    + LONGEST_ADDRESS + " characters, or clients cannot find it in the master page: " + address);
        }
        return new Markup("<!-- <scheduler>" + Markup.escape(address) + "</scheduler> -->\n"
                + "<link rel=\"boinc_scheduler\" href=\"" + address + "\">\n");
    }

    private Markup notice() {
        return triggers.webStopped()
                ? Markup.of(
                        "<div class=\"banner warning\" role=\"status\"><p>{}</p></div>\n",
                        "These pages are down for maintenance. Computers that take part go on by themselves.")
                : Markup.NONE;
    }

    private Markup description() {
        return Markup.all(texts.description(project.longName()).stream()
                .map(paragraph -> Markup.of("<p class=\"lead\">{}</p>\n", paragraph))
                .toList());
    }

    private Markup howToJoin() {
        return Markup.of("""
                <section>
                <h2>Take part</h2>
                <ol class="steps">
                <li>Get <a href="https://boinc.berkeley.edu/download.php">BOINC</a>, the program that computes for
                science while your computer has time to spare.</li>
                <li>In it, choose <b>Add project</b> and enter this address:
                <code class="address">{}</code></li>
                {}</section>
                """, project.masterUrl(), signUpClosed ? withAnAccount() : withANewAccount());
    }

    private Markup withANewAccount() {
        return Markup.of("""
                <li>Choose an e-mail address and a password. The first task comes by itself.</li>
                </ol>
                <details>
                <summary>On a computer without a screen</summary>
                <pre>boinccmd --create_account {} EMAIL PASSWORD NAME
                boinccmd --project_attach {} KEY</pre>
                <p>The first command prints the key that the second one needs.</p>
                </details>
                """, project.masterUrl(), project.masterUrl());
    }

    private static Markup withAnAccount() {
        return Markup.of("""
                <li>Enter the e-mail address and the password of your account. New accounts are not being made at the
                moment.</li>
                </ol>
                """);
    }

    private Markup figures() {
        if (triggers.webStopped()) {
            return Markup.NONE;
        }
        StatusSummary summary = status.summary();
        return Markup.of(
                """
                <section>
                <h2>Right now</h2>
                <div class="figures">
                {}</div>
                <p class="headline {}">{} <a href="server_status.php">Server status</a></p>
                </section>
                """,
                Markup.all(summary.figures().stream()
                        .map(figure ->
                                Markup.of("<div><b>{}</b><span>{}</span></div>\n", figure.number(), figure.name()))
                        .toList()),
                summary.styleClass(),
                summary.headline());
    }
}
