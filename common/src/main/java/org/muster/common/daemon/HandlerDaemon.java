package org.muster.common.daemon;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * A daemon that answers HTTP by a handler it has put on a listener, with loops beside it if it needs some
 * (the scheduler's feeder, for one). Its state is the worst of its loops', its message what they have to say.
 */
public final class HandlerDaemon implements Daemon {
    private final String name;
    private final List<LoopDaemon> loops;
    private final LongAdder handled;
    private volatile DaemonState state = DaemonState.STARTING;

    /**
     * @param name the daemon's name
     * @param handled counted up by the handler for every request it served
     * @param loops started and stopped with it
     */
    public HandlerDaemon(String name, LongAdder handled, LoopDaemon... loops) {
        this.name = name;
        this.handled = handled;
        this.loops = List.of(loops);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        loops.forEach(LoopDaemon::start);
        state = DaemonState.RUNNING;
    }

    @Override
    public void stop() {
        loops.forEach(LoopDaemon::stop);
        state = DaemonState.STOPPED;
    }

    @Override
    public void measure(MeterRegistry registry) {
        FunctionCounter.builder("muster.daemon.handled", handled, LongAdder::sum)
                .tag("daemon", name)
                .register(registry);
        loops.forEach(loop -> loop.measure(registry));
    }

    @Override
    public DaemonStatus status() {
        List<DaemonStatus> statuses = loops.stream().map(LoopDaemon::status).toList();
        return statuses.stream()
                .filter(status -> status.state() == DaemonState.TROUBLED)
                .findFirst()
                .map(status -> new DaemonStatus(status.state(), status.message(), handled.sum()))
                .orElseGet(() -> new DaemonStatus(state, notes(statuses), handled.sum()));
    }

    private static String notes(List<DaemonStatus> statuses) {
        return statuses.stream()
                .map(DaemonStatus::message)
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
