package org.muster.control.bench;

/** For processes that a benchmark starts: nothing of it runs on when it is gone, however it went. */
final class ParentWatch {
    private ParentWatch() {}

    /** Ends this process, in order, when the one that started it has ended. */
    static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    }
}
