package org.muster.scheduler.reply;

import java.util.List;
import java.util.function.Supplier;
import org.muster.common.config.ExchangeConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.protocol.XmlWriter;
import org.muster.scheduler.identity.Account;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostRow;

/**
 * Writes replies in the order in which BOINC's scheduler writes them. Thread-safe. Source of the grammar: the scheduler
 * RPC of the BOINC client.
 */
public final class ReplyWriter {

    /** The release of the protocol that we speak; clients look for 507 and above. */
    private static final int SCHEDULER_VERSION = 803;

    /** From this release clients leave the correction of estimates to us when told so. */
    private static final int TAKES_NO_CORRECTION = 70_028;

    /** Up to this release clients know no notices. */
    private static final int KNOWS_NO_NOTICES = 61_100;

    private final ProjectConfig project;
    private final ExchangeConfig exchange;
    private final Supplier<ProjectTexts> texts;

    /**
     * A writer for one project's replies.
     *
     * @param project its name and addresses
     * @param exchange what is said beside tasks
     * @param texts what the operator wrote for clients, asked for once for each reply
     */
    public ReplyWriter(ProjectConfig project, ExchangeConfig exchange, Supplier<ProjectTexts> texts) {
        this.project = project;
        this.exchange = exchange;
        this.texts = texts;
    }

    /**
     * Writes a reply.
     *
     * @param clientVersion the client's release, 0 when it is not known
     */
    public XmlWriter write(SchedulerReply reply, int clientVersion) {
        XmlWriter xml = new XmlWriter();
        xml.open("scheduler_reply");
        boolean bare = reply.asker().isEmpty();
        ProjectTexts said = bare ? ProjectTexts.NONE : texts.get();
        envelope(xml, reply.envelope(), said.notice(), clientVersion);
        reply.asker().ifPresent(asker -> {
            project(xml);
            asker(xml, asker, reply.globalPreferences());
            answers(xml, reply.answers());
            WorkWriter.write(xml, reply.work(), clientVersion);
            key(xml, reply.key());
            extras(xml, reply.extras());
            xml.raw(said.links().filled(project, asker));
            xml.raw(said.files());
        });
        return xml.close("scheduler_reply");
    }

    private void envelope(XmlWriter xml, SchedulerReply.Envelope envelope, String notice, int clientVersion) {
        xml.element("scheduler_version", SCHEDULER_VERSION);
        if (clientVersion == 0 || clientVersion >= TAKES_NO_CORRECTION) {
            xml.flag("dont_use_dcf");
        }
        xml.element("master_url", project.masterUrl().toString());
        xml.element("request_delay", envelope.delay());
        String noticePriority = clientVersion > 0 && clientVersion <= KNOWS_NO_NOTICES ? "high" : "notice";
        for (Message message : envelope.messages()) {
            xml.element("message", "priority", message.notice() ? noticePriority : "low", message.text());
        }
        if (!notice.isEmpty()) {
            xml.element(
                    "message",
                    "priority",
                    noticePriority,
                    Message.notice(notice).text());
        }
        xml.element("project_name", project.longName());
        if (envelope.projectDown()) {
            xml.flag("project_is_down");
        }
    }

    private void project(XmlWriter xml) {
        if (exchange.nextRpcDelaySeconds() > 0) {
            xml.element("next_rpc_delay", exchange.nextRpcDelaySeconds());
        }
        if (exchange.ended()) {
            xml.element("ended", 1);
        }
        if (exchange.nonCpuIntensive()) {
            xml.flag("non_cpu_intensive");
        }
        if (exchange.sendFullWorkload()) {
            xml.flag("send_full_workload");
        }
    }

    private static void extras(XmlWriter xml, SchedulerReply.Extras extras) {
        if (extras.messagesTaken()) {
            xml.flag("message_ack");
        }
        extras.messages().forEach(xml::raw);
        extras.filesToDelete().forEach(name -> xml.element("delete_file_info", name));
        extras.typesWithoutWork().forEach(type -> xml.element("no_rsc_apps", type));
    }

    private static void asker(XmlWriter xml, Asker asker, String globalPreferences) {
        Account account = asker.account();
        xml.element("userid", account.id());
        xml.element("user_name", account.profile().name());
        xml.element("user_total_credit", account.profile().totalCredit());
        xml.element("user_expavg_credit", account.profile().averageCredit());
        xml.element("user_create_time", account.profile().createTime());
        xml.element("email_hash", account.emailHash());
        if (!account.profile().crossProjectId().isEmpty()) {
            xml.element("cross_project_id", account.profile().crossProjectId());
            xml.element("external_cpid", account.externalCrossProjectId());
        }
        xml.raw(globalPreferences);
        String projectPreferences = account.preferences().project();
        if (projectPreferences.contains("<project_preferences>")
                && projectPreferences.contains("</project_preferences>")) {
            xml.raw(projectPreferences);
        }
        HostRow host = asker.host();
        if (asker.announce()) {
            xml.element("hostid", host.id());
        }
        xml.element("host_total_credit", host.standing().totalCredit());
        xml.element("host_expavg_credit", host.standing().averageCredit());
        xml.element("host_venue", host.standing().venue());
        xml.element("host_create_time", host.standing().createTime());
        if (account.team().id() != 0) {
            xml.element("teamid", account.team().id());
        }
        xml.element("team_name", account.team().name());
    }

    private static void answers(XmlWriter xml, SchedulerReply.Answers answers) {
        names(xml, "result_ack", answers.acknowledged());
        names(xml, "result_abort", answers.aborts());
        names(xml, "result_abort_if_not_started", answers.abortsIfNotStarted());
    }

    private static void names(XmlWriter xml, String element, List<String> names) {
        for (String name : names) {
            xml.open(element).element("name", name).close(element);
        }
    }

    /** The key's text must reach the client byte for byte, so it is neither escaped nor indented. */
    private static void key(XmlWriter xml, CodeSignKeys.Answer answer) {
        switch (answer) {
            case CodeSignKeys.Answer.Silence ignored -> {}
            case CodeSignKeys.Answer.Stranger ignored -> {}
            case CodeSignKeys.Answer.Key key -> block(xml, "code_sign_key", key.key());
            case CodeSignKeys.Answer.Replacement replacement -> {
                block(xml, "code_sign_key", replacement.key());
                block(xml, "code_sign_key_signature", replacement.signature());
            }
        }
    }

    private static void block(XmlWriter xml, String element, String text) {
        xml.open(element).raw(text).close(element);
    }
}
