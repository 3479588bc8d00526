package org.muster.control.supervisor;

/** Where a supervisor tells what happens to its processes. Must not throw, and not make it wait. */
@FunctionalInterface
public interface SupervisorEvents {
    /**
     * Tells one event.
     *
     * @param child the process's name
     * @param event one word, as the module's README lists them: started, ended, failed, waits …
     * @param reason in words; may be empty
     */
    void tell(String child, String event, String reason);
}
