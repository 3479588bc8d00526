package org.muster.science.search;

import java.util.HashMap;
import java.util.Map;
import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/** Forward Fourier transforms, with tables made once per length. Not thread-safe. */
final class Transforms {
    static {
        // A volunteer gives one core to a task; and one thread always adds in the same order.
        ConcurrencyUtils.setNumberOfThreads(1);
    }

    private final Map<Integer, DoubleFFT_1D> byLength = new HashMap<>();

    /**
     * Transforms in place.
     *
     * @param numbers real and imaginary parts in turn; the first {@code length} pairs are used
     */
    void forward(double[] numbers, int length) {
        byLength.computeIfAbsent(length, DoubleFFT_1D::new).complexForward(numbers);
    }
}
