package org.muster.science.generator;

import org.muster.science.signals.InjectedSignal;

/** The voltage of one signal in the channel that holds it, at the level of the file's samples. */
record SignalVoltage(InjectedSignal signal, int channel, double offsetHertz, boolean inverted, double level) {

    /** Adds the signal to complex samples that begin {@code firstSample} samples after the recording's start. */
    void addTo(double[] real, double[] imaginary, long firstSample, double sampleSeconds) {
        for (int i = 0; i < real.length; i++) {
            double time = (firstSample + i) * sampleSeconds;
            if (isOn(time)) {
                double cycles = (offsetHertz + signal.driftRate() / 2 * time) * time;
                double angle = 2 * Math.PI * (cycles - Math.rint(cycles));
                real[i] += level * StrictMath.cos(angle);
                imaginary[i] += (inverted ? -level : level) * StrictMath.sin(angle);
            }
        }
    }

    private boolean isOn(double time) {
        return switch (signal.kind()) {
            case CARRIER, DRIFTING_CARRIER -> true;
            case PULSED_TONE -> time % signal.pulsePeriod() < signal.pulseLength();
        };
    }
}
