package org.muster.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.muster.common.config.SchedulerConfig;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.reply.Message;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.FetchedWork;
import org.muster.scheduler.work.LostWork;

/** What the volunteer is told, and when the client is to come back. Pure. */
final class ReplyMessages {

    private static final int NO_PLATFORM_DELAY = 86_400;

    private ReplyMessages() {}

    static SchedulerReply.Envelope envelope(
            SchedulerRequest request,
            Asker asker,
            CodeSignKeys.Answer key,
            Catalogue catalogue,
            LostWork lost,
            FetchedWork fetched,
            SchedulerConfig config) {
        List<Message> messages = new ArrayList<>();
        if (asker.arrival() == Arrival.CREATED && request.credentials().hostId() != 0) {
            messages.add(Message.low("This computer's record was not found, is another account's or another"
                    + " computer's; it has a new one"));
        }
        if (!request.work().wanted()) {
            return new SchedulerReply.Envelope(config.requestDelaySeconds(), messages, false);
        }
        if (key instanceof CodeSignKeys.Answer.Stranger) {
            messages.add(
                    Message.notice("The project has changed its security key. Please remove and add this project."));
        }
        boolean known = catalogue.knows(request.client());
        if (!known) {
            messages.add(Message.notice("This project doesn't support computers of type "
                    + String.join(", ", request.client().platforms())));
        }
        lost.words().forEach(words -> messages.add(Message.low(words)));
        if (lost.again().isEmpty() && fetched.tasks().isEmpty()) {
            messages.add(Message.low("No tasks sent"));
            if (fetched.nothingAtAll()) {
                messages.add(Message.low("Project has no tasks available"));
            }
            fetched.words().forEach(words -> messages.add(Message.low(words)));
        }
        int delay = known ? config.requestDelaySeconds() : NO_PLATFORM_DELAY;
        return new SchedulerReply.Envelope(delay, messages, false);
    }
}
