package org.muster.systemtests.fleet;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.muster.systemtests.fleet.HeldTask.Fate;

/**
 * A client on a computer of some kind: asks for work, "computes" it (which takes time and nothing else), reports it, and
 * does what the scheduler says, as the stock client does. Runs on a thread of its own until the fleet is called back.
 *
 * <p>Two things are not as on a real computer. A task takes seconds. And volunteers are impatient: when a client is told to
 * wait for longer than some seconds, its owner presses Update.
 */
final class Client implements Runnable {
    private static final double LONGEST_WAIT_SECONDS = 15;
    private static final int REQUESTS_BEFORE_COPY = 5;

    private final Identity identity;
    private final Kind kind;
    private final SchedulerLine line;
    private final SplittableRandom random;
    private final Fleet fleet;
    private ClientState state;
    private ClientState backup = new ClientState();
    private Workbench workbench;
    private int requests;

    Client(Identity identity, Kind kind, ClientState state, SchedulerLine line, SplittableRandom random, Fleet fleet) {
        this.identity = identity;
        this.kind = kind;
        this.state = state;
        this.line = line;
        this.random = random;
        this.fleet = fleet;
        this.workbench = new Workbench(kind, random);
        // Who begins with something on its disk is a copy, and is not copied again.
        this.requests = state.hostId() == 0 ? 0 : REQUESTS_BEFORE_COPY;
    }

    @Override
    public void run() {
        try {
            pause(random.nextDouble(5));
            while (!fleet.isCalledBack() && !hasVanished()) {
                double wait = exchange();
                mishaps();
                pause(Math.min(LONGEST_WAIT_SECONDS, Math.max(wait, 1 + random.nextDouble(2))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException e) {
            fleet.books().surprised(e);
        }
    }

    /** One request and what follows from its reply; returns the seconds to wait. */
    private double exchange() throws IOException, InterruptedException {
        long now = System.nanoTime();
        requests++;
        byte[] request = new RequestDocument(identity, kind, state).next(workbench.demand(now), now);
        fleet.books().count("requests");
        List<ReplyDocument> replies;
        try {
            replies = kind.has(Habit.ASKS_TWICE) && random.nextInt(3) == 0
                    ? line.askTwice(request)
                    : List.of(line.ask(request));
        } catch (IOException e) {
            fleet.books().count("requests without a reply because a scheduler was killed");
            return 1;
        }
        for (ReplyDocument reply : replies) {
            fleet.books().replied(reply, reply.hostId() != 0 ? reply.hostId() : state.hostId());
        }
        if (kind.has(Habit.LOSES_REPLIES) && random.nextInt(3) == 0) {
            fleet.books().count("replies that were lost on the way");
            return 1;
        }
        ReplyDocument seen = replies.get(random.nextInt(replies.size()));
        obey(seen, now);
        return seen.delaySeconds();
    }

    private void obey(ReplyDocument reply, long requestedAt) throws IOException, InterruptedException {
        if (reply.down()) {
            return;
        }
        if (reply.hostId() != 0) {
            state.identified(reply.hostId());
        }
        state.learned(reply.codeSignKey());
        for (ReplyDocument.Sent task : reply.tasks()) {
            if (!state.holds(task.name())) {
                begin(task);
            }
        }
        List<HeldTask> reported = state.ended(requestedAt);
        for (HeldTask task : reported) {
            if (reply.acknowledged().contains(task.name())) {
                state.acknowledged(task.name());
                fleet.books().acknowledged(task.name(), task.fate());
            }
        }
        long now = System.nanoTime();
        reply.aborted().forEach(name -> state.abort(name, false, now));
        reply.abortedIfNotBegun().forEach(name -> state.abort(name, true, now));
    }

    private void begin(ReplyDocument.Sent task) throws IOException, InterruptedException {
        boolean unlucky = random.nextBoolean();
        Fate fate = kind.has(Habit.FAILS) && unlucky
                ? Fate.FAILED
                : kind.has(Habit.ABORTS) && unlucky ? Fate.ABORTED_BY_OWNER : Fate.WELL;
        if (kind.has(Habit.ERRS) && unlucky) {
            Nonsense.upload(task.output(), random.nextLong(), line);
            fleet.books().count("wrong results");
        }
        state.take(workbench.begin(task, fate));
    }

    /** What befalls the computer between two requests. */
    private void mishaps() {
        if (kind.has(Habit.REATTACHES) && random.nextInt(10) == 0) {
            fleet.books().count("detached and attached again");
            state = new ClientState();
            workbench = new Workbench(kind, random);
        }
        if (kind.has(Habit.IS_RESTORED)) {
            if (random.nextInt(6) == 0) {
                backup = state.copy();
            } else if (random.nextInt(10) == 0 && backup.hostId() != 0) {
                fleet.books().count("restored from a backup");
                state = backup.copy();
                workbench = new Workbench(kind, random);
            }
        }
        if (kind.has(Habit.IS_COPIED) && requests == REQUESTS_BEFORE_COPY && state.hostId() != 0) {
            fleet.books().count("copied to a second machine");
            fleet.send(identity.onAnotherMachine(), kind, state.copy(), random.split());
        }
    }

    private boolean hasVanished() {
        return kind.has(Habit.VANISHES) && !state.waiting(System.nanoTime()).isEmpty();
    }

    private static void pause(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
    }
}
