package org.muster.scheduler.turn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.identity.HostRow;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.MessageFromHost;
import org.muster.scheduler.request.WaitingRequest;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.work.FetchedWork;
import org.muster.scheduler.work.SentTask;
import org.muster.scheduler.work.Stock;

/**
 * Composes the replies to visits, and takes and delivers the messages that come and go with them.
 *
 * @param stock what there is to give
 * @param words what volunteers are told
 * @param delivers whether messages for applications are delivered
 */
record Replies(Stock stock, ReplyMessages words, boolean delivers) {

    /** A reply that says nothing but that a request is refused. */
    SchedulerReply refused(RefusalCode code) {
        return SchedulerReply.refused(RequestRefusal.of(code), words.delays().seconds(code.comesBack(), 0, 0));
    }

    /**
     * The replies.
     *
     * @param fetched the new work of those who got some
     */
    Map<WaitingRequest, SchedulerReply> compose(
            Handle handle, List<Visit> visits, Map<WaitingRequest, FetchedWork> fetched, long now) {
        SortedMap<Long, List<MessageFromHost>> brought = new TreeMap<>();
        for (Visit visit : visits) {
            List<MessageFromHost> messages = visit.caller().request().messages();
            if (!messages.isEmpty()) {
                brought.put(visit.caller().host(), messages);
            }
        }
        Set<Long> tooMany = MessagesFromHosts.store(handle, brought, now);
        Map<Long, List<String>> blocks = delivers
                ? MessagesToHosts.deliver(
                        handle,
                        visits.stream()
                                .map(visit -> visit.caller().asker().host())
                                .filter(HostRow::messagesWait)
                                .map(HostRow::id)
                                .toList(),
                        now)
                : Map.of();
        Map<WaitingRequest, SchedulerReply> replies = new HashMap<>();
        for (Visit visit : visits) {
            long host = visit.caller().host();
            boolean taken = brought.containsKey(host) && !tooMany.contains(host);
            SchedulerReply.Extras extras = new SchedulerReply.Extras(
                    taken, blocks.getOrDefault(host, List.of()), List.of(), withoutWork(visit));
            replies.put(
                    visit.caller().waiting(),
                    reply(visit, fetched.getOrDefault(visit.caller().waiting(), FetchedWork.NONE), extras, now));
        }
        return replies;
    }

    private List<String> withoutWork(Visit visit) {
        return stock
                .catalogue()
                .lacking(
                        visit.caller().request().client(),
                        visit.caller().request().equipment())
                .stream()
                .map(ProcessorType::boincName)
                .toList();
    }

    private SchedulerReply reply(Visit visit, FetchedWork fetched, SchedulerReply.Extras extras, long now) {
        Caller caller = visit.caller();
        List<SentTask> again = visit.lost().again();
        return new SchedulerReply(
                words.envelope(caller.request(), caller.asker(), visit.refusals(), visit.lost(), fetched, now),
                Optional.of(caller.asker()),
                caller.preferences().send()
                        ? caller.asker().account().preferences().global()
                        : "",
                new SchedulerReply.Answers(
                        visit.plan().acknowledged(),
                        visit.plan().aborts(),
                        visit.plan().abortsIfNotStarted(),
                        again.size()),
                again.isEmpty() ? fetched.tasks() : again,
                visit.key(),
                fetched.refusals(),
                extras);
    }
}
