package org.muster.scheduler.request;

import java.util.List;

/**
 * One request of one client.
 *
 * @param credentials who asks
 * @param client its program
 * @param host its computer
 * @param equipment what the computer has beside processors, memory and disk
 * @param holdings what the client has of ours beside its tasks
 * @param work the work it asks for
 * @param preferences its limits
 * @param tasks what it reports and what it still has
 * @param messages messages from running applications
 */
public record SchedulerRequest(
        Credentials credentials,
        ClientFacts client,
        HostFacts host,
        Equipment equipment,
        Holdings holdings,
        WorkRequest work,
        Preferences preferences,
        Tasks tasks,
        List<MessageFromHost> messages) {

    public SchedulerRequest {
        messages = List.copyOf(messages);
    }

    /**
     * The client's tasks of this project.
     *
     * @param reported finished ones, each name once
     * @param truncated true when more were reported than are taken at once; the rest will come again
     * @param othersListed whether it said what else it has: only then may tasks be sent again or aborted
     * @param others all tasks it has and does not report now
     */
    public record Tasks(List<ReportedResult> reported, boolean truncated, boolean othersListed, List<HeldTask> others) {
        public Tasks {
            reported = List.copyOf(reported);
            others = List.copyOf(others);
        }

        /** The names of the tasks it has and does not report now. */
        public List<String> otherNames() {
            return others.stream().map(HeldTask::name).toList();
        }
    }
}
