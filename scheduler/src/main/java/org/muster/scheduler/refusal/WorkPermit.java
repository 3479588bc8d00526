package org.muster.scheduler.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.common.config.ExchangeConfig;
import org.muster.scheduler.request.SchedulerRequest;

/**
 * Whether a client may be given work at all, before any task is looked at. Pure; immutable.
 *
 * @param exchange what the operator has set
 * @param clients which clients get work
 */
public record WorkPermit(ExchangeConfig exchange, ClientRule clients) {

    /**
     * What is known of a client besides its request.
     *
     * @param platformKnown whether the project knows one of its platforms
     * @param keyUnknown whether it holds a project key that we never had
     * @param unknownApplications applications that its own list of programs names and we do not have, if that leaves none
     * @param lastRequest Unix seconds of the computer's last request, 0 when this is the first
     */
    public record Facts(boolean platformKnown, boolean keyUnknown, List<String> unknownApplications, long lastRequest) {
        public Facts {
            unknownApplications = List.copyOf(unknownApplications);
        }
    }

    /** Every reason why a client that wants work gets none; none when it may get some. */
    public List<RequestRefusal> refuse(SchedulerRequest request, Facts facts, long now) {
        List<RequestRefusal> refusals = new ArrayList<>();
        if (exchange.ended()) {
            refusals.add(RequestRefusal.of(RefusalCode.PROJECT_ENDED));
        }
        clients.refuse(request.client().version(), request.host()).ifPresent(refusals::add);
        if (!facts.platformKnown()) {
            refusals.add(RequestRefusal.of(
                    RefusalCode.NO_PLATFORM, String.join(", ", request.client().platforms())));
        }
        if (facts.keyUnknown()) {
            refusals.add(RequestRefusal.of(RefusalCode.UNKNOWN_PROJECT_KEY));
        }
        facts.unknownApplications()
                .forEach(name -> refusals.add(RequestRefusal.of(RefusalCode.UNKNOWN_APPLICATION, name)));
        if (exchange.dontSendJobs()) {
            refusals.add(RequestRefusal.of(RefusalCode.SENDING_NOTHING));
        }
        tooRecent(facts.lastRequest(), now).ifPresent(refusals::add);
        return refusals;
    }

    private Optional<RequestRefusal> tooRecent(long lastRequest, long now) {
        double left = exchange.minSendworkIntervalSeconds() - (now - lastRequest);
        return left > 0 && lastRequest > 0
                ? Optional.of(RequestRefusal.of(RefusalCode.TOO_RECENT, Long.toString((long) Math.ceil(left))))
                : Optional.empty();
    }
}
