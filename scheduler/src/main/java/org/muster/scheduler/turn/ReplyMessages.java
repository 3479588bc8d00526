package org.muster.scheduler.turn;

import java.util.ArrayList;
import java.util.List;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostDay;
import org.muster.scheduler.refusal.ClientRule;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RefusalDelays;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.reply.Message;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.work.FetchedWork;
import org.muster.scheduler.work.LostWork;

/**
 * What the volunteer is told, and when the client is to come back. Pure.
 *
 * @param delays when those come back who are refused
 * @param clients which clients are going to be refused
 */
record ReplyMessages(RefusalDelays delays, ClientRule clients) {

    /**
     * The envelope of a reply to somebody whom we know.
     *
     * @param refusals why no work was looked for
     * @param now Unix seconds
     */
    SchedulerReply.Envelope envelope(
            SchedulerRequest request,
            Asker asker,
            List<RequestRefusal> refusals,
            LostWork lost,
            FetchedWork fetched,
            long now) {
        List<Message> messages = new ArrayList<>();
        List<RequestRefusal> all = new ArrayList<>(refusals);
        if (asker.arrival() == Arrival.CREATED && request.credentials().hostId() != 0) {
            messages.add(Message.low("This computer's record was not found, is another account's or another"
                    + " computer's; it has a new one"));
        }
        clients.warning(request.client().version(), now).ifPresent(words -> messages.add(Message.notice(words)));
        lost.words().forEach(words -> messages.add(Message.low(words)));
        if (request.work().wanted() && lost.again().isEmpty() && fetched.tasks().isEmpty()) {
            all.add(RequestRefusal.of(RefusalCode.NO_FITTING_TASK));
            if (fetched.nothingAtAll()) {
                all.add(RequestRefusal.of(RefusalCode.NO_TASK_AT_ALL));
            }
            if (fetched.overQuota()) {
                all.add(RequestRefusal.of(RefusalCode.OVER_QUOTA));
            }
        }
        all.stream()
                .filter(refusal -> !refusal.words().isEmpty())
                .forEach(refusal -> messages.add(new Message(refusal.code().notice(), refusal.words())));
        if (fetched.tasks().isEmpty()) {
            fetched.words().forEach(words -> messages.add(Message.low(words)));
        }
        return new SchedulerReply.Envelope(
                delay(all, asker, now),
                messages,
                all.stream().map(RequestRefusal::code).distinct().toList());
    }

    /** The longest of the refusals' delays: the client need not come back before all of them may have passed. */
    private double delay(List<RequestRefusal> refusals, Asker asker, long now) {
        double dayEnds = HostDay.secondsLeft(asker.host().id(), now);
        double spread = Math.floorMod(31 * asker.host().id() + now, 100) / 100.0;
        return refusals.stream()
                .mapToDouble(refusal -> delays.seconds(refusal.code().comesBack(), spread, dayEnds))
                .max()
                .orElse(delays.least());
    }
}
