package org.muster.web.member;

import org.muster.common.model.ClientState;

/**
 * Why a task failed on the computer, in plain words. Pure. Source of the numbers: BOINC's exit statuses ({@code
 * protocol/02-scheduler-rpc.md}, section 3.5).
 */
final class TaskFailure {
    private TaskFailure() {}

    static TaskStanding of(ClientState state, int exitStatus) {
        return switch (exitStatus) {
            case 202 ->
                new TaskStanding(
                        "note",
                        "Dropped for the project",
                        "The work was no longer needed, and the project asked" + " for the task to be dropped.");
            case 203 -> new TaskStanding("note", "Aborted by you", "Somebody pressed Abort in the BOINC program.");
            case 200 ->
                new TaskStanding(
                        "warning", "Not begun in time", "The task had not been started when its deadline came.");
            case 196 -> bad("Too much disk", "The program wrote more to disk than the task allows.");
            case 197 -> bad("Took too long", "The program ran far longer than the task allows and was stopped.");
            case 198 -> bad("Too much memory", "The program used more memory than the task allows and was stopped.");
            case 201 ->
                bad("Processor missing", "The task needs a graphics processor that the computer no longer has.");
            case 206 -> bad("Could not begin", "The program could not be set up on this computer.");
            case -185 ->
                bad("Could not begin", "The program could not be started. Security software may have stopped it.");
            case -186 -> download();
            case -187 -> upload();
            default -> byState(state, exitStatus);
        };
    }

    private static TaskStanding byState(ClientState state, int exitStatus) {
        return switch (state) {
            case NEW, DOWNLOADING -> download();
            case UPLOAD_FAILED -> upload();
            case ABORTED ->
                new TaskStanding(
                        "warning", "Aborted", "The BOINC program stopped the task (exit status " + exitStatus + ").");
            case DOWNLOADED, COMPUTE_ERROR, UPLOADING, UPLOADED ->
                bad(
                        "Failed",
                        "The program ended with an error (exit status " + exitStatus
                                + "). What it wrote last is on the task's page. Another computer gets the work.");
        };
    }

    private static TaskStanding download() {
        return bad("Download failed", "A file of the task could not be fetched, or was damaged on its way.");
    }

    private static TaskStanding upload() {
        return bad("Upload failed", "The output could not be sent, or was larger than the task allows.");
    }

    private static TaskStanding bad(String title, String reason) {
        return new TaskStanding("bad", title, reason);
    }
}
