package org.muster.scheduler.refusal;

import static org.muster.scheduler.refusal.ComesBack.AFTER_MAINTENANCE;
import static org.muster.scheduler.refusal.ComesBack.AFTER_THE_INTERVAL;
import static org.muster.scheduler.refusal.ComesBack.AS_USUAL;
import static org.muster.scheduler.refusal.ComesBack.IN_AN_HOUR;
import static org.muster.scheduler.refusal.ComesBack.IN_A_DAY;
import static org.muster.scheduler.refusal.ComesBack.IN_ITS_PLACE;
import static org.muster.scheduler.refusal.ComesBack.IN_MINUTES;
import static org.muster.scheduler.refusal.ComesBack.ON_THE_NEXT_DAY;
import static org.muster.scheduler.refusal.Consequence.LATER;
import static org.muster.scheduler.refusal.Consequence.NOTHING;
import static org.muster.scheduler.refusal.Consequence.NO_WORK;

import java.util.Locale;

/**
 * Every reason why a whole request is refused or gets no work. The module's README shows the table. Source of what BOINC
 * has too: the errors and delays of its scheduler RPC, and their words, which volunteers and forums know.
 */
public enum RefusalCode {
    /** It is no request, or ends too early. */
    UNREADABLE(NOTHING, false, AS_USUAL, "Error in request message: %s"),
    /** It is larger than {@code scheduler.admission.largestRequestBytes}. */
    TOO_LARGE(NOTHING, false, AS_USUAL, "Error in request message: it is larger than %s bytes"),
    /** It came in so slowly that it was not waited for. */
    TOO_SLOW(LATER, false, IN_MINUTES, "Your request came in too slowly; it will be tried again"),
    /** The operator has stopped the scheduler. */
    PROJECT_STOPPED(LATER, true, AFTER_MAINTENANCE, "Project is temporarily shut down for maintenance"),
    /** The database cannot be reached. */
    DATABASE_AWAY(
            LATER, false, IN_MINUTES, "The project's database is not available; the request will be tried again later"),
    /** More requests came than can be answered in time. */
    BUSY(LATER, false, IN_ITS_PLACE, "The server has more requests than it can answer; this one will be tried again"),
    /** A fault of ours. */
    INTERNAL_ERROR(LATER, false, IN_MINUTES, "The server had an internal error; the request will be tried again later"),
    /** A later request of the same client was answered first, by another scheduler. */
    OVERTAKEN(LATER, false, IN_MINUTES, "A later request of this computer was answered before this one"),
    /** The account key is wrong. */
    WRONG_AUTHENTICATOR(
            NOTHING, true, IN_AN_HOUR, "Invalid or missing account key. To fix, remove and add this project."),
    /** The operator has shut the computer out ({@code host.max_results_day} −1). */
    HOST_SHUT_OUT(NOTHING, false, IN_A_DAY, "Not accepting requests from this host"),
    /** The project is over ({@code scheduler.exchange.ended}). */
    PROJECT_ENDED(NO_WORK, true, IN_A_DAY, "This project has ended and has no more tasks"),
    /** The client is older than {@code scheduler.clients.minCoreClientVersion}. */
    CLIENT_TOO_OLD(
            NO_WORK,
            true,
            IN_A_DAY,
            "Your BOINC client software is too old: this project needs version %s or newer. Please install the current"
                    + " version."),
    /** The system is in {@code scheduler.clients.banOs}. */
    SYSTEM_BANNED(
            NO_WORK, true, IN_A_DAY, "This project doesn't support operating system %s. Please update it if you can."),
    /** The processor is in {@code scheduler.clients.banCpu}. */
    PROCESSOR_BANNED(NO_WORK, true, IN_A_DAY, "This project doesn't support processors of type %s"),
    /** The project knows none of its platforms. */
    NO_PLATFORM(NO_WORK, true, IN_A_DAY, "This project doesn't support computers of type %s"),
    /** The client holds a project key that we never had. */
    UNKNOWN_PROJECT_KEY(
            NO_WORK, true, AS_USUAL, "The project has changed its security key. Please remove and add this project."),
    /** The volunteer's own list of programs names none of our applications. */
    UNKNOWN_APPLICATION(NO_WORK, true, AS_USUAL, "Unknown app name %s in app_info.xml"),
    /** The operator gives out nothing at present ({@code scheduler.exchange.dontSendJobs}). */
    SENDING_NOTHING(NO_WORK, false, AS_USUAL, "This project is not sending tasks at present"),
    /** It asked for work less than {@code scheduler.exchange.minSendworkIntervalSeconds} ago. */
    TOO_RECENT(
            NO_WORK, false, AFTER_THE_INTERVAL, "Not sending work. Last request too recent: please wait %s seconds."),
    /** It got as many tasks today as it may. */
    OVER_QUOTA(NO_WORK, false, ON_THE_NEXT_DAY, ""),
    /** Tasks are there, but none of them was for this computer; why is said beside it. */
    NO_FITTING_TASK(NO_WORK, false, AS_USUAL, "No tasks sent"),
    /** There is nothing to give out at all. */
    NO_TASK_AT_ALL(NO_WORK, false, AS_USUAL, "Project has no tasks available");

    private final Consequence consequence;
    private final boolean notice;
    private final ComesBack comesBack;
    private final String sentence;

    RefusalCode(Consequence consequence, boolean notice, ComesBack comesBack, String sentence) {
        this.consequence = consequence;
        this.notice = notice;
        this.comesBack = comesBack;
        this.sentence = sentence;
    }

    /** What the request still achieves. */
    public Consequence consequence() {
        return consequence;
    }

    /** Whether the volunteer is shown it; if not it only goes to the client's log. */
    public boolean notice() {
        return notice;
    }

    /** When the client may ask again. */
    public ComesBack comesBack() {
        return comesBack;
    }

    /** What the volunteer reads; {@code %s} stands for a detail. Empty when a work rule's words say it. */
    public String sentence() {
        return sentence;
    }

    /** How it is called in metrics, for example {@code wrong_authenticator}. */
    public String metric() {
        return name().toLowerCase(Locale.ROOT);
    }
}
