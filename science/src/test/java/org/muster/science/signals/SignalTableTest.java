package org.muster.science.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTableTest {
    private static final double F = 1.42e9;
    private static final InjectedSignal CARRIER = InjectedSignal.carrier(F, 0.02);
    private static final InjectedSignal DRIFTING = InjectedSignal.driftingCarrier(F + 1000, 0.02, 0.02);
    private static final InjectedSignal PULSED = InjectedSignal.pulsedTone(F - 1000, 0, 4, 1, 0.1);

    @Test
    void a_signal_is_found_within_one_bin_and_one_step_of_drift() {
        assertThat(isFound(CARRIER, detected(F + 0.06, 0.007, 100))).isTrue();
        assertThat(isFound(CARRIER, detected(F - 0.06, -0.007, 100))).isTrue();
        assertThat(isFound(CARRIER, detected(F + 0.07, 0, 100))).isFalse();
        assertThat(isFound(CARRIER, detected(F, 0.009, 100))).isFalse();
    }

    @Test
    void a_drifting_signal_is_compared_at_the_time_for_which_it_is_known() {
        assertThat(isFound(DRIFTING, detected(F + 1000 + 0.02 * 10, 0.02, 100))).isTrue();
        assertThat(isFound(DRIFTING, detected(F + 1000, 0.02, 100))).isFalse();
    }

    @Test
    void a_pulsed_tone_is_found_within_the_width_of_its_pulse() {
        assertThat(isFound(PULSED, detected(F - 1000.9, 0, 100))).isTrue();
        assertThat(isFound(PULSED, detected(F - 1001.1, 0, 100))).isFalse();
    }

    @Test
    void the_strongest_candidate_counts_and_weaker_ones_beside_it_are_its_leakage() {
        DetectedSignal main = detected(F + 0.01, 0, 900);
        DetectedSignal sideways = detected(F + 0.16, 0, 30);
        DetectedSignal elsewhere = detected(F + 5, 0, 30);
        DetectedSignal asStrong = detected(F + 0.1, 0, 900);
        SignalTable table = SignalTable.compare(List.of(CARRIER), List.of(sideways, elsewhere, asStrong, main));
        assertThat(table.rows().getFirst().detected()).contains(main);
        assertThat(table.unexplained()).containsExactly(asStrong, elsewhere);
    }

    @Test
    void the_sidebands_of_a_pulsed_tone_are_explained_by_it() {
        DetectedSignal main = detected(F - 1000, 0, 400);
        DetectedSignal sideband = detected(F - 1000 + 1.75, 0, 30);
        DetectedSignal tooStrongForItsPlace = detected(F - 1000 + 1.75, 0, 300);
        assertThat(SignalTable.compare(List.of(PULSED), List.of(main, sideband)).unexplained())
                .isEmpty();
        assertThat(SignalTable.compare(List.of(PULSED), List.of(main, tooStrongForItsPlace))
                        .unexplained())
                .containsExactly(tooStrongForItsPlace);
    }

    @Test
    void one_detected_signal_does_not_stand_for_two() {
        InjectedSignal close = InjectedSignal.carrier(F + 0.01, 0.02);
        SignalTable table = SignalTable.compare(List.of(CARRIER, close), List.of(detected(F, 0, 100)));
        assertThat(table.allFound()).isFalse();
        assertThat(table.rows().get(1).detected()).isEmpty();
    }

    @Test
    void the_table_says_what_was_found_what_was_not_and_what_nobody_put_in() {
        SignalTable table = SignalTable.compare(
                List.of(CARRIER, DRIFTING, PULSED),
                List.of(
                        detected(F + 0.011, 0.0011, 215),
                        detected(F + 1000.195, 0.0196, 197),
                        detected(F + 3000, -0.01, 27)));
        assertThat(table.text(0.0021)).isEqualToNormalizingNewlines("""
                put in              frequency (MHz)     drift   found        off by  drift off    power  spikes
                                       at the start    (Hz/s)                  (Hz)     (Hz/s)  (noise)
                carrier                1420.0000000   +0.0000   yes          +0.011    +0.0011      215      42
                drifting carrier       1420.0010000   +0.0200   yes          -0.005    -0.0004      197      42
                pulsed tone            1419.9990000   +0.0000   NOT FOUND
                (nothing)              1420.0030001   -0.0100   here                                 27      42
                2 of 3 signals found; 1 found that nobody put in; false alarms to be expected: 0.0021
                """);
    }

    private static boolean isFound(InjectedSignal injected, DetectedSignal detected) {
        return SignalTable.compare(List.of(injected), List.of(detected)).allFound();
    }

    /** As a transform of 16 s shows it, best known 10 s after the start. */
    private static DetectedSignal detected(double frequency, double driftRate, double power) {
        return new DetectedSignal(frequency, 10, driftRate, 0.0625, 0.0078125, power, 65_536, 42, 2, 26);
    }
}
