package org.muster.science.filterbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64})
    void it_is_the_sum_that_defines_a_fourier_transform(int length) {
        Random random = new Random(length);
        double[] real = random.doubles(length, -1, 1).toArray();
        double[] imaginary = random.doubles(length, -1, 1).toArray();
        double[] outReal = real.clone();
        double[] outImaginary = imaginary.clone();
        new FourierTransform(length).transform(outReal, outImaginary);
        for (int k = 0; k < length; k++) {
            double sumReal = 0;
            double sumImaginary = 0;
            for (int t = 0; t < length; t++) {
                double angle = -2 * Math.PI * k * t / length;
                sumReal += real[t] * Math.cos(angle) - imaginary[t] * Math.sin(angle);
                sumImaginary += real[t] * Math.sin(angle) + imaginary[t] * Math.cos(angle);
            }
            assertThat(outReal[k]).isCloseTo(sumReal, within(1e-12));
            assertThat(outImaginary[k]).isCloseTo(sumImaginary, within(1e-12));
        }
    }
}
