package org.muster.web.member;

import java.time.Instant;
import org.muster.web.page.Spans;

/**
 * How a task stands, in plain words.
 *
 * @param tone style class: {@code good}, {@code note}, {@code warning} or {@code bad}
 * @param title a word or two
 * @param reason a sentence or two for somebody who has never heard of workunits
 */
public record TaskStanding(String tone, String title, String reason) {

    /** The standing of a task. Pure; its table is in this module's tests. */
    public static TaskStanding of(TaskFacts task, Instant now) {
        return switch (task.server()) {
            case INACTIVE, UNSENT -> new TaskStanding("note", "Waiting to be sent", "No computer has this task yet.");
            case IN_PROGRESS -> inProgress(task, now);
            case OVER -> over(task);
        };
    }

    private static TaskStanding inProgress(TaskFacts task, Instant now) {
        if (task.work().errorMask() != 0) {
            return new TaskStanding(
                    "warning",
                    "No longer wanted",
                    "The project has given this piece of work up. When the computer next reports in, it is told to drop the"
                            + " task.");
        }
        if (task.work().decided()) {
            return new TaskStanding(
                    "note",
                    "In progress, decided meanwhile",
                    "Enough other computers have answered. If this one has not begun, it is told to drop the task; if it"
                            + " has, its answer still earns credit when it agrees.");
        }
        Instant deadline = Instant.ofEpochSecond(task.deadline());
        if (now.isAfter(deadline)) {
            return new TaskStanding(
                    "warning",
                    "Overdue",
                    "It was due on " + Spans.moment(deadline)
                            + ". Another computer may get it now; an answer that still"
                            + " comes in time to be compared counts.");
        }
        return new TaskStanding(
                "note",
                "In progress",
                "The computer has this task and should report it by " + Spans.moment(deadline) + ".");
    }

    private static TaskStanding over(TaskFacts task) {
        return switch (task.outcome()) {
            case SUCCESS -> success(task);
            case CLIENT_ERROR -> failed(task);
            case NO_REPLY ->
                new TaskStanding(
                        "warning",
                        "No answer",
                        "The deadline passed and the computer had not reported. Another computer gets the work.");
            case COULDNT_SEND ->
                new TaskStanding("note", "Could not be sent", "No computer was found that can run this task.");
            case DIDNT_NEED ->
                new TaskStanding("note", "Not needed", "The work was finished, or given up, before the task was sent.");
            case VALIDATE_ERROR ->
                new TaskStanding(
                        "bad",
                        "Output unusable",
                        "The computer reported success, but its output is missing or cannot be read. Another computer gets"
                                + " the work.");
            case CLIENT_DETACHED ->
                new TaskStanding(
                        "note",
                        "Abandoned",
                        "The computer left the project, was reset or is counted as a new one, and the task went with it.");
            case INIT -> new TaskStanding("note", "Over", "Nothing more is known about how it ended.");
        };
    }

    private static TaskStanding success(TaskFacts task) {
        return switch (task.validate()) {
            case VALID ->
                new TaskStanding(
                        "good",
                        "Valid",
                        "The answer was checked and is right. It earned " + Spans.number(task.credit()) + " credits.");
            case INVALID ->
                new TaskStanding(
                        "bad",
                        "Invalid",
                        "The answer does not agree with those of other computers, so it earned no credit. If that happens"
                                + " often, the computer may be too hot, overclocked or have bad memory.");
            case INCONCLUSIVE ->
                new TaskStanding(
                        "note",
                        "Being compared",
                        "The answers that have come so far do not settle it. One more computer was asked; credit follows when"
                                + " enough agree.");
            case NO_CHECK ->
                new TaskStanding(
                        "warning",
                        "Never checked",
                        "The project gave this piece of work up, so the answer was not checked. That is not the computer's"
                                + " fault.");
            case TOO_LATE ->
                new TaskStanding(
                        "warning",
                        "Too late",
                        "The answer came after the work was finished and its files were cleared away, so it could not be"
                                + " checked.");
            case INIT -> waiting(task);
        };
    }

    private static TaskStanding waiting(TaskFacts task) {
        if (task.work().errorMask() != 0) {
            return new TaskStanding(
                    "warning", "Not needed any more", "The project has given this piece of work up meanwhile.");
        }
        boolean alone = task.work().quorum() <= 1 || task.work().decided();
        return new TaskStanding(
                "note",
                alone ? "Waiting to be checked" : "Waiting for others",
                alone
                        ? "The answer is here and will be checked soon."
                        : "The answer is here. It is checked by comparing it with what other computers find for the same"
                                + " piece of work, so credit comes when they have answered too.");
    }

    private static TaskStanding failed(TaskFacts task) {
        return TaskFailure.of(task.client(), task.exitStatus());
    }
}
