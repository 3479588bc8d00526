package org.muster.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.muster.control.supervisor.ChildSpec;
import org.muster.control.supervisor.Roster;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import org.muster.control.supervisor.SupervisorReport.ChildReport;

/** Waits until a supervisor has done what it was told, and says how it went. */
final class ChildWait {
    private static final long BETWEEN_LOOKS_MILLISECONDS = 100;

    private final RunDirectory directory;
    private final Duration patience;

    ChildWait(RunDirectory directory, Duration patience) {
        this.directory = directory;
        this.patience = patience;
    }

    /** Waits until all run; 1 when one does not. */
    int untilRunning(List<ChildSpec> wanted) throws InterruptedException {
        boolean all = until(
                wanted,
                child -> child.state().equals("RUNNING"),
                child -> child.state().equals("WAITING"));
        for (ChildReport child : of(wanted)) {
            System.out.println(child.name()
                    + (child.state().equals("RUNNING")
                            ? " runs (" + child.process().pid() + ")"
                            : " does not run: " + (child.lastReason().isEmpty() ? child.state() : child.lastReason())
                                    + "; see " + directory.logs().resolve(child.name() + ".log")));
        }
        return all ? 0 : 1;
    }

    /** Waits until all have stopped; 1 when one does not. */
    int untilStopped(List<ChildSpec> wanted) throws InterruptedException {
        boolean all = until(wanted, child -> child.state().equals("STOPPED"), child -> false);
        of(wanted).forEach(child -> System.out.println(child.name() + " is " + child.state()));
        return all ? 0 : 1;
    }

    /** Waits until a supervisor has ended. */
    boolean untilGone(SupervisorReport.Identity supervisor) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (supervisor.isAlive() && Instant.now().isBefore(end)) {
            Thread.sleep(BETWEEN_LOOKS_MILLISECONDS);
        }
        return !supervisor.isAlive();
    }

    /** True when all are as they should be; false when one failed, or time is over, or the supervisor is gone. */
    private boolean until(List<ChildSpec> wanted, Predicate<ChildReport> good, Predicate<ChildReport> bad)
            throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end) && directory.living().isPresent()) {
            List<ChildReport> children = of(wanted);
            if (children.size() == wanted.size() && children.stream().allMatch(good)) {
                return true;
            }
            if (children.stream().anyMatch(bad) && children.stream().allMatch(good.or(bad))) {
                return false;
            }
            if (children.stream().anyMatch(child -> isDatabase(child) && child.restarts() > 0 && bad.test(child))) {
                return false; // The others would wait for it as long as it does not come up.
            }
            Thread.sleep(BETWEEN_LOOKS_MILLISECONDS);
        }
        return false;
    }

    private static boolean isDatabase(ChildReport child) {
        return child.name().equals(Roster.DATABASE);
    }

    private List<ChildReport> of(List<ChildSpec> wanted) {
        return directory.report().stream()
                .flatMap(report -> report.children().stream())
                .filter(child -> wanted.stream().anyMatch(spec -> spec.name().equals(child.name())))
                .toList();
    }
}
