package org.muster.scheduler.reply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.refusal.Consequence;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.rules.Reason;
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
 * @param taskRefusals how often each rule refused a task, to be counted
 * @param extras messages, files, and what the project has for which processors
 */
public record SchedulerReply(
        Envelope envelope,
        Optional<Asker> asker,
        String globalPreferences,
        Answers answers,
        List<SentTask> work,
        CodeSignKeys.Answer key,
        Map<Reason, Integer> taskRefusals,
        Extras extras) {

    public SchedulerReply {
        work = List.copyOf(work);
        taskRefusals = Map.copyOf(taskRefusals);
    }

    /**
     * What every reply has.
     *
     * @param delay seconds before the client may ask again
     * @param messages for the volunteer
     * @param refusals why the request was refused or got no work; their words are among the messages
     */
    public record Envelope(double delay, List<Message> messages, List<RefusalCode> refusals) {
        public Envelope {
            messages = List.copyOf(messages);
            refusals = List.copyOf(refusals);
        }

        /** Whether the client must keep everything for later. */
        public boolean projectDown() {
            return refusals.stream().anyMatch(code -> code.consequence() == Consequence.LATER);
        }
    }

    /**
     * Names of tasks.
     *
     * @param acknowledged reports that were taken
     * @param aborts tasks to stop
     * @param abortsIfNotStarted tasks to stop unless they have begun
     * @param resent how many of the reply's tasks had been sent before
     */
    public record Answers(List<String> acknowledged, List<String> aborts, List<String> abortsIfNotStarted, int resent) {

        /** Nothing is said of any task. */
        public static final Answers NONE = new Answers(List.of(), List.of(), List.of(), 0);
    }

    /**
     * What a reply has beside tasks.
     *
     * @param messagesTaken whether the messages of the client's applications were stored
     * @param messages blocks for running applications, as the client reads them
     * @param filesToDelete names of files that the client need not keep any more
     * @param typesWithoutWork BOINC's names of the types of processors for which the project has no application
     */
    public record Extras(
            boolean messagesTaken, List<String> messages, List<String> filesToDelete, List<String> typesWithoutWork) {

        /** Nothing. */
        public static final Extras NONE = new Extras(false, List.of(), List.of(), List.of());

        public Extras {
            messages = List.copyOf(messages);
            filesToDelete = List.copyOf(filesToDelete);
            typesWithoutWork = List.copyOf(typesWithoutWork);
        }
    }

    /** The same reply, in which the client is told that it need not keep these files. */
    public SchedulerReply deleting(List<String> files) {
        return new SchedulerReply(
                envelope,
                asker,
                globalPreferences,
                answers,
                work,
                key,
                taskRefusals,
                new Extras(extras.messagesTaken(), extras.messages(), files, extras.typesWithoutWork()));
    }

    /** A reply that says nothing but that the request is refused. */
    public static SchedulerReply refused(RequestRefusal refusal, double delay) {
        Message message = new Message(refusal.code().notice(), refusal.words());
        return new SchedulerReply(
                new Envelope(delay, List.of(message), List.of(refusal.code())),
                Optional.empty(),
                "",
                Answers.NONE,
                List.of(),
                CodeSignKeys.NOTHING,
                Map.of(),
                Extras.NONE);
    }
}
