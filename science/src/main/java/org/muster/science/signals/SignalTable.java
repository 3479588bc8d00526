package org.muster.science.signals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The signals that were put into a recording beside those that were found in it.
 *
 * @param rows one for each signal that was put in, in the order in which they were given
 * @param unexplained signals found that neither are one of those nor come from one; the strongest first
 */
public record SignalTable(List<Row> rows, List<DetectedSignal> unexplained) {

    public SignalTable {
        rows = List.copyOf(rows);
        unexplained = List.copyOf(unexplained);
    }

    /** One signal that was put in, and how it was found, if it was. */
    public record Row(InjectedSignal injected, Optional<DetectedSignal> detected) {

        /** Found minus true frequency, at the time that the found one is best known for, in hertz. */
        public Optional<Double> frequencyError() {
            return detected.map(signal -> signal.frequency() - injected.frequencyAt(signal.time()));
        }

        /** Found minus true drift rate, in hertz per second. */
        public Optional<Double> driftError() {
            return detected.map(signal -> signal.driftRate() - injected.driftRate());
        }
    }

    /**
     * Compares. A signal is found when a detected one is where it was put: its drift rate within
     * {@link #driftTolerance}, its frequency within {@link #frequencyTolerance}. Of several the strongest counts. The others are
     * explained by it while they are weaker and within its leakage; what is left is unexplained.
     */
    public static SignalTable compare(List<InjectedSignal> injected, List<DetectedSignal> detected) {
        List<Row> rows = new ArrayList<>();
        List<DetectedSignal> left = new ArrayList<>(detected);
        for (InjectedSignal signal : injected) {
            Optional<DetectedSignal> found = left.stream()
                    .filter(candidate -> isFound(signal, candidate))
                    .max(Comparator.comparingDouble(DetectedSignal::power));
            found.ifPresent(left::remove);
            rows.add(new Row(signal, found));
        }
        for (Row row : rows) {
            row.detected().ifPresent(main -> left.removeIf(candidate -> isExplained(row.injected(), main, candidate)));
        }
        left.sort(Comparator.comparingDouble(DetectedSignal::power).reversed());
        return new SignalTable(rows, left);
    }

    /**
     * How near a detected frequency has to be: one bin of the longest transform that shows the signal; for a pulsed tone,
     * whose power lies in lines 1/period apart, as wide as 1/pulse length.
     */
    public static double frequencyTolerance(InjectedSignal injected, DetectedSignal detected) {
        return switch (injected.kind()) {
            case CARRIER, DRIFTING_CARRIER -> detected.frequencyResolution();
            case PULSED_TONE -> Math.max(detected.frequencyResolution(), 1 / injected.pulseLength());
        };
    }

    /**
     * How near a detected drift rate has to be: one step of the drift rates that the longest transform tells apart; for a
     * pulsed tone, whose few pulses in one transform may fit to several, as much as moves it by its width in the time
     * that it was seen for.
     */
    public static double driftTolerance(InjectedSignal injected, DetectedSignal detected) {
        return switch (injected.kind()) {
            case CARRIER, DRIFTING_CARRIER -> detected.driftResolution();
            case PULSED_TONE -> {
                double seconds = Math.max(detected.lastTime() - detected.firstTime(), injected.pulseLength());
                yield Math.max(detected.driftResolution(), 1 / injected.pulseLength() / seconds);
            }
        };
    }

    /** Whether every signal that was put in has been found. */
    public boolean allFound() {
        return rows.stream().allMatch(row -> row.detected().isPresent());
    }

    /**
     * The table for people, with its lines ended.
     *
     * @param expectedFalseAlarms how many bins of pure noise were to be expected above the threshold
     */
    public String text(double expectedFalseAlarms) {
        return SignalTableText.of(this, expectedFalseAlarms);
    }

    private static boolean isFound(InjectedSignal injected, DetectedSignal candidate) {
        double frequencyError = candidate.frequency() - injected.frequencyAt(candidate.time());
        double driftError = candidate.driftRate() - injected.driftRate();
        return Math.abs(frequencyError) <= frequencyTolerance(injected, candidate)
                && Math.abs(driftError) <= driftTolerance(injected, candidate);
    }

    /** The rule of leakage, with the lines of a pulsed tone's power: of 1/(πk)² at k times 1/pulse length. */
    private static boolean isExplained(InjectedSignal injected, DetectedSignal main, DetectedSignal candidate) {
        double width = Math.max(frequencyTolerance(injected, main), candidate.frequencyResolution());
        double reach = width * (1 + Math.sqrt(main.power() / candidate.power()) / Math.PI);
        double distance = Math.abs(candidate.frequency() - injected.frequencyAt(candidate.time()));
        return candidate.power() < main.power() && distance <= reach;
    }
}
