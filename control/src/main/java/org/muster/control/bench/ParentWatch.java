package org.muster.control.bench;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** For processes that a benchmark starts: nothing of it runs on when it is gone, however it went. */
final class ParentWatch {
    private static final String PARENT = "muster.bench.parent";

    private static final int PATIENCE_SECONDS = 5;

    private ParentWatch() {}

    /** The option for Java by which a process is told who starts it: who may be gone before it can ask. */
    static String option() {
        return "-D" + PARENT + "=" + ProcessHandle.current().pid();
    }

    /** Ends this process when the one that started it has ended: in order, or without it if that takes too long. */
    static void endWithParent() {
        long expected = Long.getLong(PARENT);
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        if (parent.isEmpty() || parent.get().pid() != expected) {
            end();
        }
        parent.get().onExit().thenRun(ParentWatch::end);
    }

    private static void end() {
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(() -> Runtime.getRuntime().halt(1));
        System.exit(1);
    }
}
