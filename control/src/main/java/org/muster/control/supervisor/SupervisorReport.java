package org.muster.control.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor says of itself and its processes, in {@code run_HOST/supervisor.json}.
 *
 * @param host the machine
 * @param supervisor its process
 * @param config the configuration it was started with
 * @param children its processes
 */
public record SupervisorReport(String host, Identity supervisor, String config, List<ChildReport> children) {

    /**
     * A process that may be gone and its number another's: known by its start besides.
     *
     * @param pid its number, 0 for none
     * @param startedMillis when it started, Unix milliseconds, as the operating system says
     */
    public record Identity(long pid, long startedMillis) {
        /** No process. */
        public static final Identity NONE = new Identity(0, 0);

        /** Operating systems count in ticks from a boot time that they correct now and then. */
        private static final long TOLERANCE_MILLISECONDS = 2000;

        static Identity of(ProcessHandle process) {
            return new Identity(
                    process.pid(),
                    process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        }

        /** The process, if it is that one and lives. */
        public Optional<ProcessHandle> find() {
            return pid == 0
                    ? Optional.empty()
                    : ProcessHandle.of(pid)
                            .filter(ProcessHandle::isAlive)
                            .filter(process ->
                                    Math.abs(of(process).startedMillis() - startedMillis) <= TOLERANCE_MILLISECONDS);
        }

        /** Whether it lives. */
        @com.fasterxml.jackson.annotation.JsonIgnore
        public boolean isAlive() {
            return find().isPresent();
        }
    }

    /**
     * One process.
     *
     * @param name its name
     * @param daemons the daemons in it
     * @param state STARTING, RUNNING, STOPPING, WAITING (to be started again) or STOPPED
     * @param process which it is
     * @param sinceMillis when this state began, Unix milliseconds
     * @param residentMegabytes memory it takes
     * @param memoryMegabytes memory it may take
     * @param restarts how often it was started again without being asked
     * @param lastReason why it last ended without being asked; empty if it never did
     * @param lastReasonMillis when that was, Unix milliseconds
     */
    public record ChildReport(
            String name,
            List<String> daemons,
            String state,
            Identity process,
            long sinceMillis,
            long residentMegabytes,
            long memoryMegabytes,
            int restarts,
            String lastReason,
            long lastReasonMillis) {}
}
