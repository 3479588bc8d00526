package org.muster.control.bench;

import java.util.Optional;

/** For processes that a benchmark starts: nothing of it runs on when it is gone, however it went. */
final class ParentWatch {
    private static final String PARENT = "muster.bench.parent";

    private ParentWatch() {}

    /** The option for Java by which a process is told who starts it: who may be gone before it can ask. */
    static String option() {
        return "-D" + PARENT + "=" + ProcessHandle.current().pid();
    }

    /** Ends this process, in order, when the one that started it has ended. */
    static void endWithParent() {
        long expected = Long.getLong(PARENT);
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        if (parent.isEmpty() || parent.get().pid() != expected) {
            System.exit(1);
        }
        parent.get().onExit().thenRun(() -> System.exit(1));
    }
}
