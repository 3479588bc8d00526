package org.muster.science.search;

import java.util.Arrays;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceHeader;

/**
 * The mean power of a bin that holds only noise, for each polarization of a piece.
 *
 * <p>A plain mean would rise with every strong signal in the sub-band and hide the weak ones. The power of a bin of
 * noise is distributed exponentially, so its mean is its median divided by ln 2; and the median hardly notices a few
 * bins full of signal. It is taken once, over all whole windows of the longest transform without any drift removed: its
 * own error is then about 1.44/√bins of it, 0.4 % for 131,072 bins. Noise has the same power in each sample's share of
 * every bin, so a transform half as long has half of it per bin.
 */
final class NoiseLevel {
    private static final double MEDIAN_OF_EXPONENTIAL = StrictMath.log(2);

    private final double[] perSample;

    private NoiseLevel(double[] perSample) {
        this.perSample = perSample;
    }

    static NoiseLevel of(Piece piece, Transforms transforms) {
        PieceHeader header = piece.header();
        double[] perSample = new double[header.polarizations()];
        for (int polarization = 0; polarization < perSample.length; polarization++) {
            perSample[polarization] = perSample(piece, polarization, transforms);
        }
        return new NoiseLevel(perSample);
    }

    /** The mean noise power of a bin of a transform of this length; 0 if the polarization is dead. */
    double perBin(int polarization, int transformLength) {
        return perSample[polarization] * transformLength;
    }

    private static double perSample(Piece piece, int polarization, Transforms transforms) {
        PieceHeader header = piece.header();
        int length = header.search().longestTransform();
        int windows = header.sampleCount() / length;
        double[] powers = new double[windows * length];
        double[] numbers = new double[2 * length];
        for (int window = 0; window < windows; window++) {
            Samples.copy(piece, polarization, window * length, numbers);
            transforms.forward(numbers, length);
            for (int bin = 0; bin < length; bin++) {
                double re = numbers[2 * bin];
                double im = numbers[2 * bin + 1];
                powers[window * length + bin] = re * re + im * im;
            }
        }
        Arrays.sort(powers);
        double median = powers[powers.length / 2];
        return median / MEDIAN_OF_EXPONENTIAL / length;
    }
}
