package org.muster.science.spikes;

import java.util.Comparator;

/**
 * Power in one bin of one transform: at {@code time} the sky frequency was {@code frequency}, within half a bin.
 *
 * @param power in units of the mean power of a bin of noise, at least 0
 * @param frequency sky frequency at the middle of the transform's window, in hertz, within the piece's sub-band
 * @param driftRate the drift rate that had been removed, in hertz per second
 * @param transformLength the length of the transform, in samples
 * @param time the middle of the transform's window, in seconds since the recording's start
 * @param polarization 0 or 1
 * @param bin the bin's number in the transform, from 0 (the sub-band's centre) upwards; from half the length on it
 *     counts the frequencies below the centre
 */
public record Spike(
        double power, double frequency, double driftRate, int transformLength, double time, int polarization, int bin) {

    /** The strongest first; among equals an order that does not depend on the order of the search. */
    public static final Comparator<Spike> STRONGEST_FIRST = Comparator.comparingDouble(Spike::power)
            .reversed()
            .thenComparingInt(Spike::transformLength)
            .thenComparingDouble(Spike::driftRate)
            .thenComparingInt(Spike::polarization)
            .thenComparingDouble(Spike::time)
            .thenComparingInt(Spike::bin);

    public Spike {
        require(Double.isFinite(power) && power >= 0, "power " + power + " is below 0 or not a number");
        require(Double.isFinite(frequency), "frequency " + frequency + " is not a number");
        require(Double.isFinite(driftRate), "drift rate " + driftRate + " is not a number");
        require(transformLength > 0, "transform length " + transformLength + " is not above 0");
        require(Double.isFinite(time), "time " + time + " is not a number");
        require(polarization == 0 || polarization == 1, "polarization " + polarization + " is neither 0 nor 1");
        require(bin >= 0 && bin < transformLength, "bin " + bin + " is not within " + transformLength);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
