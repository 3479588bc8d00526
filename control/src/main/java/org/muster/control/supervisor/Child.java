package org.muster.control.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A process that the supervisor runs, as often as it must. Used by one thread; only signs of life come from another. */
final class Child {
    private static final int LONGEST_REASON = 300;
    /** As Java ends after SIGTERM. */
    private static final int TERMINATED = 128 + 15;

    private final ChildSpec spec;
    private final Path config;
    private final RunDirectory directory;
    private Process process;
    private boolean ending;
    private boolean wanted;
    private Instant since = Instant.EPOCH;
    private Optional<Instant> toldToEnd = Optional.empty();
    private String endReason = "";
    private boolean toldByOthers;
    private int failures;
    private int restarts;
    private boolean ranBefore;
    private String lastReason = "";
    private Instant lastReasonAt = Instant.EPOCH;
    private long residentBytes;
    private volatile Instant lastSign;
    private volatile boolean started;

    Child(ChildSpec spec, Path config, RunDirectory directory) {
        this.spec = spec;
        this.config = config;
        this.directory = directory;
    }

    ChildSpec spec() {
        return spec;
    }

    void want(boolean now) {
        if (now && !wanted) {
            failures = 0;
        }
        wanted = now;
    }

    /** An operator wants it anew: it begins at once, whatever failed before. */
    void restart(Instant now) {
        wanted = true;
        failures = 0;
        toldByOthers = false;
        if (isAlive()) {
            tellToEnd("", now);
        }
    }

    /** The supervisor is to end: it begins this process no more, and who tells it to end does the same. */
    void ending() {
        ending = true;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    ChildCondition condition() {
        residentBytes = isAlive() ? ResidentMemory.of(process.pid()) : 0;
        return new ChildCondition(
                ending,
                wanted,
                isAlive(),
                since,
                Optional.ofNullable(lastSign),
                toldToEnd,
                residentBytes,
                spec.memoryBytes(),
                toldByOthers,
                failures);
    }

    /**
     * How a process ended.
     *
     * @param asked whether the supervisor had told it to, and it is not to be blamed for it
     * @param reason in words; empty when it was asked to
     */
    record End(boolean asked, String reason) {}

    /** Notices that the process has ended, once. */
    Optional<End> noticeEnd(Instant now) {
        if (process == null || process.isAlive()) {
            return Optional.empty();
        }
        boolean told = toldToEnd.isPresent();
        toldByOthers = endReason.isEmpty() && !told && process.exitValue() == TERMINATED;
        boolean asked = endReason.isEmpty() && (told || ending && toldByOthers);
        String reason = endReason.isEmpty() ? "ended by itself: " + exit(process.exitValue()) : endReason;
        process = null;
        since = now;
        toldToEnd = Optional.empty();
        endReason = "";
        if (asked) {
            return Optional.of(new End(true, ""));
        }
        failures++;
        lastReason = reason;
        lastReasonAt = now;
        return Optional.of(new End(false, reason));
    }

    void start(Instant now) throws IOException {
        lastSign = null;
        started = false;
        process = new ProcessBuilder(ChildCommand.ofDaemons(spec, config, directory.log(spec.name())))
                .redirectError(directory.lastWords(spec.name()).toFile())
                .start();
        since = now;
        restarts += ranBefore && failures > 0 ? 1 : 0;
        ranBefore = true;
        Process listenedTo = process;
        Thread.ofVirtual().start(() -> listen(listenedTo));
    }

    /** Could not be started at all. */
    void failed(String reason, Instant now) {
        failures++;
        since = now;
        lastReason = reason;
        lastReasonAt = now;
    }

    /** @param reason why it is to be started anew; empty when it is to stop, or an operator wants it */
    void tellToEnd(String reason, Instant now) {
        endReason = reason;
        toldToEnd = Optional.of(now);
        process.destroy();
    }

    void kill(String reason) {
        if (endReason.isEmpty() && toldToEnd.isEmpty()) {
            endReason = reason;
        }
        process.destroyForcibly();
    }

    void forgive() {
        failures = 0;
    }

    /** The supervisor itself was not running for a while: silence meanwhile means nothing. */
    void excuseSilence(Instant now) {
        if (lastSign != null) {
            lastSign = now;
        }
    }

    SupervisorReport.ChildReport report() {
        return new SupervisorReport.ChildReport(
                spec.name(),
                List.copyOf(spec.daemons()),
                state(),
                isAlive() ? SupervisorReport.Identity.of(process.toHandle()) : SupervisorReport.Identity.NONE,
                since.toEpochMilli(),
                residentBytes >> 20,
                spec.memoryBytes() >> 20,
                restarts,
                lastReason,
                lastReasonAt.toEpochMilli());
    }

    private String state() {
        if (isAlive()) {
            return toldToEnd.isPresent() ? "STOPPING" : started ? "RUNNING" : "STARTING";
        }
        return wanted ? "WAITING" : "STOPPED";
    }

    private void listen(Process from) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (from == process) {
                    lastSign = Instant.now();
                    started |= line.equals(Lifeline.STARTED);
                }
            }
        } catch (IOException ended) {
            // The process is gone; the loop notices.
        }
    }

    private String exit(int status) {
        String how = status > 128 ? "signal " + (status - 128) : "status " + status;
        try {
            List<String> words = Files.readAllLines(directory.lastWords(spec.name())).stream()
                    .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("at "))
                    .toList();
            String last = words.isEmpty() ? "" : ": " + words.getLast().strip();
            return how + last.substring(0, Math.min(last.length(), LONGEST_REASON));
        } catch (IOException unreadable) {
            return how;
        }
    }
}
