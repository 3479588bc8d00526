package org.muster.scheduler.reply;

import java.util.List;
import java.util.Optional;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.work.SentTask;

/**
 * A reply.
 *
 * @param envelope what every reply has
 * @param asker whom it speaks to; empty when nothing is said of an account or a computer
 * @param globalPreferences the account's preferences as XML when the client's are older, otherwise empty
 * @param answers what becomes of the client's tasks
 * @param work tasks for it
 * @param key the project key
 * @param messagesTaken whether the messages of its applications were stored
 */
public record SchedulerReply(
        Envelope envelope,
        Optional<Asker> asker,
        String globalPreferences,
        Answers answers,
        List<SentTask> work,
        CodeSignKeys.Answer key,
        boolean messagesTaken) {

    public SchedulerReply {
        work = List.copyOf(work);
    }

    /**
     * What every reply has.
     *
     * @param delay seconds before the client may ask again
     * @param messages for the volunteer
     * @param projectDown true when the client must keep everything for later
     */
    public record Envelope(double delay, List<Message> messages, boolean projectDown) {
        public Envelope {
            messages = List.copyOf(messages);
        }
    }

    /** Names of tasks: reports that were taken, tasks to stop, tasks to stop unless they have begun. */
    public record Answers(List<String> acknowledged, List<String> aborts, List<String> abortsIfNotStarted) {

        /** Nothing is said of any task. */
        public static final Answers NONE = new Answers(List.of(), List.of(), List.of());
    }

    /** A reply that says nothing but this. */
    public static SchedulerReply bare(double delay, boolean projectDown, Message message) {
        return new SchedulerReply(
                new Envelope(delay, List.of(message), projectDown),
                Optional.empty(),
                "",
                Answers.NONE,
                List.of(),
                CodeSignKeys.NOTHING,
                false);
    }
}
