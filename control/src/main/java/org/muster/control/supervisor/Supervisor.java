package org.muster.control.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.muster.common.daemon.ThisMachine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the processes of one machine running: looks at each several times a second, does what
 * {@link SupervisorDecision} says, takes the operator's orders, and says what it sees. When it is told to end it takes all
 * of them down first, at the same time.
 */
public final class Supervisor {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** A supervisor that slept longer than this was not running: frozen, or the machine asleep. */
    private static final Duration LONG_SLEEP = Duration.ofSeconds(3);

    private final RunDirectory directory;
    private final Path config;
    private final SupervisorDecision decision;
    private final List<Child> children;
    private final SupervisorEvents events;
    private String trouble = "";
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch toldToEnd = new CountDownLatch(1);

    /**
     * @param config the configuration file, for the processes
     * @param events where to tell what happens
     */
    public Supervisor(
            RunDirectory directory,
            Path config,
            List<ChildSpec> roster,
            SupervisorTimes times,
            SupervisorEvents events) {
        this.directory = directory;
        this.config = config;
        this.decision = new SupervisorDecision(times.silence(), times.patience());
        this.children =
                roster.stream().map(spec -> new Child(spec, config, directory)).toList();
        this.events = events;
    }

    /** How long to wait for what; see the configuration. */
    public record SupervisorTimes(Duration silence, Duration patience) {}

    /** Runs until {@link #end}, or an order to stop everything; all its processes have ended then. */
    public void run(List<ChildSpec> wanted) throws InterruptedException {
        children.forEach(child -> child.want(wanted.contains(child.spec())));
        try {
            endFormerProcesses();
            orders();
            Instant last = Instant.now();
            while (toldToEnd.getCount() > 0) {
                Instant now = Instant.now();
                if (Duration.between(last, now).compareTo(LONG_SLEEP) > 0) {
                    children.forEach(child -> child.excuseSilence(now));
                }
                last = now;
                lookAndObey(now);
                toldToEnd.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
            stopAll();
        } finally {
            children.stream().filter(Child::isAlive).forEach(child -> child.kill(""));
            ended.countDown();
        }
    }

    /** Ends everything; returns when it has. For the shutdown hook: safe from any thread. */
    public void end() {
        toldToEnd.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever surprises it, what runs goes on running. */
    private void lookAndObey(Instant now) {
        try {
            look(now);
            for (RunDirectory.Order order : orders()) {
                obey(order, now);
            }
        } catch (RuntimeException surprise) {
            log.error("going on after {}", surprise.toString(), surprise);
        }
    }

    private void look(Instant now) {
        for (Child child : children) {
            child.noticeEnd(now).ifPresent(end -> {
                events.tell(child.spec().name(), end.asked() ? "stopped" : "ended", end.reason());
                tellOfPause(child);
            });
            SupervisorDecision.Step step = decision.decide(child.condition(), now);
            switch (step.action()) {
                case LEAVE -> {}
                case START -> start(child, now);
                case TELL_TO_END -> child.tellToEnd(step.reason(), now);
                case KILL -> child.kill(step.reason());
                case FORGIVE -> child.forgive();
            }
        }
        report();
    }

    /** A disk that is full or away must not end what runs. */
    private void report() {
        try {
            directory.write(new SupervisorReport(
                    ThisMachine.name(),
                    SupervisorReport.Identity.of(ProcessHandle.current()),
                    config.toString(),
                    children.stream().map(Child::report).toList()));
            trouble = "";
        } catch (IOException e) {
            troubled(e);
        }
    }

    private List<RunDirectory.Order> orders() {
        try {
            return directory.takeOrders();
        } catch (IOException e) {
            troubled(e);
            return List.of();
        }
    }

    private void troubled(IOException e) {
        if (!trouble.equals(e.toString())) {
            log.error("cannot say what runs, or hear orders, in {}: {}", directory.directory(), e.toString());
        }
        trouble = e.toString();
    }

    private void start(Child child, Instant now) {
        try {
            child.start(now);
            events.tell(child.spec().name(), "started", "");
        } catch (IOException e) {
            child.failed("cannot be started: " + e.getMessage(), now);
            events.tell(child.spec().name(), "failed", "cannot be started: " + e.getMessage());
            tellOfPause(child);
        }
    }

    private void tellOfPause(Child child) {
        ChildCondition condition = child.condition();
        Duration pause = SupervisorDecision.pause(condition);
        if (condition.wanted() && !condition.ending() && !pause.isZero()) {
            events.tell(
                    child.spec().name(),
                    "waits",
                    "started again in " + pause.toSeconds() + " s, after " + condition.failures()
                            + " failures in a row");
        }
    }

    private void obey(RunDirectory.Order order, Instant now) {
        if (order.verb().equals("end")) {
            toldToEnd.countDown();
            return;
        }
        for (Child child : children) {
            if (order.names().contains(child.spec().name())) {
                switch (order.verb()) {
                    case "start" -> child.want(true);
                    case "stop" -> child.want(false);
                    case "restart" -> child.restart(now);
                    default -> {}
                }
                events.tell(child.spec().name(), order.verb(), "ordered");
            }
        }
    }

    private void stopAll() throws InterruptedException {
        children.forEach(Child::ending);
        stop(children.stream().filter(child -> !isDatabase(child)).toList());
        stop(children);
    }

    private void stop(List<Child> some) throws InterruptedException {
        some.forEach(child -> child.want(false));
        look(Instant.now());
        while (some.stream().anyMatch(Child::isAlive)) {
            Thread.sleep(50);
            look(Instant.now());
        }
        look(Instant.now());
    }

    private static boolean isDatabase(Child child) {
        return child.spec().name().equals(Roster.DATABASE);
    }

    /** A supervisor that was killed leaves processes that are ending by themselves; they are waited for, then ended. */
    private void endFormerProcesses() throws InterruptedException {
        List<ProcessHandle> former = directory.report().stream()
                .flatMap(report -> report.children().stream())
                .flatMap(child -> child.process().find().stream())
                .toList();
        former.forEach(ProcessHandle::destroy);
        Instant patience = Instant.now().plus(decision.patience());
        while (former.stream().anyMatch(ProcessHandle::isAlive) && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }
        former.forEach(ProcessHandle::destroyForcibly);
    }
}
