package org.muster.web.status;

import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Layout;
import org.muster.web.page.Markup;

/** {@code server_status.php}: for people, and with {@code xml=1}, {@code counts=1} or {@code json=1} for programs. */
public final class StatusPage implements Page {
    /** Without a script the page renews itself; with one, only what changes is sent. */
    private static final Markup HEAD =
            Markup.of("""
            <noscript><meta http-equiv="refresh" content="30"></noscript>
            <link rel="stylesheet" href="status.css?v={}">
            <script src="status/json-patch.js?v={}" defer></script>
            <script src="status/live.js?v={}" defer></script>
            """, StatusAssets.STYLE.version(), StatusAssets.PATCH.version(), StatusAssets.SCRIPT.version());

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final StatusDesk desk;
    private final Layout layout;
    private final String host;

    /**
     * @param host name under which the web server is known
     */
    public StatusPage(StatusDesk desk, Layout layout, String host) {
        this.desk = desk;
        this.layout = layout;
        this.host = host;
    }

    @Override
    public Reply answer(PageRequest request) {
        StatusFacts facts = desk.facts();
        if (request.flag("counts")) {
            return Reply.xml(StatusXml.counts(facts));
        }
        if (request.flag("xml")) {
            return Reply.xml(StatusXml.document(facts, host));
        }
        if (request.flag("json")) {
            return Reply.json(StatusJson.document(facts));
        }
        Markup body = StatusHtml.body(facts, new StatusView());
        return Reply.html(200, layout.page("Server status", HEAD, body))
                .with("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }
}
