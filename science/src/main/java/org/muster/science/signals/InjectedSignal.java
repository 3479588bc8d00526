package org.muster.science.signals;

/**
 * A narrow-band signal that was put into a recording on purpose.
 *
 * @param kind what it is
 * @param frequency its sky frequency at the recording's start, in hertz
 * @param driftRate how its frequency changes, in hertz per second; 0 for a {@link Kind#CARRIER}
 * @param pulsePeriod the seconds from the beginning of one pulse to the beginning of the next; 0 unless it is pulsed
 * @param pulseLength the seconds that one pulse lasts, the first from the recording's start; 0 unless it is pulsed
 * @param amplitude its amplitude in each polarization (while it is on), in units of the root of the mean power of a
 *     complex sample of noise at the recording's full bandwidth
 */
public record InjectedSignal(
        Kind kind, double frequency, double driftRate, double pulsePeriod, double pulseLength, double amplitude) {

    /** The kinds of signals. */
    public enum Kind {
        /** A steady tone. */
        CARRIER("carrier"),
        /** A tone whose frequency changes steadily, as the motions of planets make it. */
        DRIFTING_CARRIER("drifting carrier"),
        /** A tone that is switched on and off regularly. */
        PULSED_TONE("pulsed tone");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** How a table calls it. */
        public String words() {
            return words;
        }
    }

    public InjectedSignal {
        require(Double.isFinite(frequency), "frequency " + frequency + " is not a number");
        require(Double.isFinite(driftRate), "drift rate " + driftRate + " is not a number");
        require(Double.isFinite(amplitude) && amplitude > 0, "amplitude " + amplitude + " is not above 0");
        switch (kind) {
            case CARRIER -> require(driftRate == 0, "a carrier has no drift rate; " + driftRate + " was given");
            case DRIFTING_CARRIER -> require(driftRate != 0, "a drifting carrier needs a drift rate");
            case PULSED_TONE ->
                require(
                        pulseLength > 0 && pulseLength < pulsePeriod,
                        "a pulse of " + pulseLength + " s does not fit into a period of " + pulsePeriod + " s");
        }
        if (kind != Kind.PULSED_TONE) {
            require(pulsePeriod == 0 && pulseLength == 0, "a " + kind.words() + " has no pulses");
        }
    }

    public static InjectedSignal carrier(double frequency, double amplitude) {
        return new InjectedSignal(Kind.CARRIER, frequency, 0, 0, 0, amplitude);
    }

    public static InjectedSignal driftingCarrier(double frequency, double driftRate, double amplitude) {
        return new InjectedSignal(Kind.DRIFTING_CARRIER, frequency, driftRate, 0, 0, amplitude);
    }

    public static InjectedSignal pulsedTone(
            double frequency, double driftRate, double pulsePeriod, double pulseLength, double amplitude) {
        return new InjectedSignal(Kind.PULSED_TONE, frequency, driftRate, pulsePeriod, pulseLength, amplitude);
    }

    /** The sky frequency at a time in seconds since the recording's start, in hertz. */
    public double frequencyAt(double time) {
        return frequency + driftRate * time;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
