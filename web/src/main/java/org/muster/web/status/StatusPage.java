package org.muster.web.status;

import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Layout;
import org.muster.web.page.Markup;

/** {@code server_status.php}: for people, and with {@code xml=1}, {@code counts=1} or {@code json=1} for programs. */
public final class StatusPage implements Page {
    private static final Markup RENEW = Markup.of("<meta http-equiv=\"refresh\" content=\"30\">\n");

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
        return Reply.html(200, layout.page("Server status", RENEW, StatusHtml.body(facts)));
    }
}
