package org.muster.science.filterbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterBankTest {
    private static final int OUTPUTS = 256;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 64})
    void a_tone_lands_in_its_sub_band_with_its_amplitude_and_is_83_dB_down_elsewhere(int subBands) {
        for (int subBand = 0; subBand < subBands; subBand++) {
            double[] power = power(subBands, centre(subBands, subBand) + 0.2 / subBands);
            for (int other = 0; other < subBands; other++) {
                if (other == subBand) {
                    assertThat(power[other]).isCloseTo(1, within(0.001));
                } else {
                    assertThat(10 * Math.log10(power[other])).isLessThan(-83);
                }
            }
        }
    }

    @Test
    void a_tone_at_an_edge_is_in_both_neighbours_at_half_its_power() {
        double[] power = power(8, 1.0 / 8);

        assertThat(power[4]).isCloseTo(0.5, within(1e-6));
        assertThat(power[5]).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void a_tone_keeps_its_exact_distance_from_the_centre() {
        int subBands = 8;
        for (int subBand = 0; subBand < subBands; subBand++) {
            for (double offset : new double[] {-0.4, -0.125, 0, 0.3}) {
                double[][][] out = filtered(subBands, tone(subBands, centre(subBands, subBand) + offset / subBands), 0);
                double last = phase(out, subBand, OUTPUTS - 1);
                double turned = Math.IEEEremainder(
                        last - phase(out, subBand, 0) - 2 * Math.PI * offset * (OUTPUTS - 1), 2 * Math.PI);
                assertThat(turned).isCloseTo(0, within(1e-4));
            }
        }
    }

    @Test
    void one_sub_band_changes_nothing() {
        double[][] input = tone(1, 0.1);
        double[][][] out = filtered(1, input, 5);
        for (int i = 0; i < OUTPUTS; i++) {
            assertThat(out[0][i][0]).isEqualTo((float) input[0][i]);
            assertThat(out[1][i][0]).isEqualTo((float) input[1][i]);
        }
    }

    @Test
    void stretches_filtered_apart_fit_together() {
        int subBands = 4;
        double[][] input = noise(3, new FilterBank(subBands).inputNeeded(OUTPUTS));
        double[][][] whole = filtered(subBands, input, 0);
        int cut = 101;
        double[][] rest = new double[2][];
        for (int part = 0; part < 2; part++) {
            rest[part] = Arrays.copyOfRange(input[part], cut * subBands, input[part].length);
        }
        double[][][] tail = new double[2][OUTPUTS - cut][];
        filter(new FilterBank(subBands), rest, cut, OUTPUTS - cut, tail);
        for (int i = cut; i < OUTPUTS; i++) {
            assertThat(tail[0][i - cut]).isEqualTo(whole[0][i]);
            assertThat(tail[1][i - cut]).isEqualTo(whole[1][i]);
        }
    }

    @Test
    void the_power_of_white_noise_is_flat_over_a_sub_band_to_two_thousandths() {
        double[] taps = PrototypeFilter.taps(16);
        double mean = 0;
        for (double tap : taps) {
            mean += 16 * tap * tap;
        }
        for (double frequency = -0.5; frequency <= 0.5; frequency += 0.01) {
            double sum = 0;
            for (int alias = -8; alias < 8; alias++) {
                double response = PrototypeFilter.response(taps, (frequency + alias) / 16);
                sum += response * response;
            }
            assertThat(sum / mean).isCloseTo(1, within(0.002));
        }
    }

    @Test
    void white_noise_comes_out_white_and_divided_by_the_number_of_sub_bands() {
        int subBands = 4;
        FilterBank bank = new FilterBank(subBands);
        int outputs = 40_000;
        double[][][] out = new double[2][outputs][];
        filter(bank, noise(9, bank.inputNeeded(outputs)), 0, outputs, out);
        for (int subBand = 0; subBand < subBands; subBand++) {
            double power = 0;
            double[] correlation = new double[5];
            for (int i = 0; i < outputs - 5; i++) {
                double real = out[0][i][subBand];
                double imaginary = out[1][i][subBand];
                power += real * real + imaginary * imaginary;
                for (int lag = 1; lag <= 5; lag++) {
                    correlation[lag - 1] += real * out[0][i + lag][subBand] + imaginary * out[1][i + lag][subBand];
                }
            }
            // Five standard deviations of an average over so many samples.
            assertThat(power / outputs * subBands / 2).isCloseTo(1, within(0.025));
            for (double value : correlation) {
                assertThat(value / power).isCloseTo(0, within(0.018));
            }
        }
    }

    private static double centre(int subBands, int subBand) {
        return (subBand - (subBands - 1) / 2.0) / subBands;
    }

    private static double[] power(int subBands, double frequency) {
        double[][][] out = filtered(subBands, tone(subBands, frequency), 0);
        double[] power = new double[subBands];
        for (int i = 0; i < OUTPUTS; i++) {
            for (int subBand = 0; subBand < subBands; subBand++) {
                power[subBand] +=
                        (out[0][i][subBand] * out[0][i][subBand] + out[1][i][subBand] * out[1][i][subBand]) / OUTPUTS;
            }
        }
        return power;
    }

    private static double phase(double[][][] out, int subBand, int output) {
        return Math.atan2(out[1][output][subBand], out[0][output][subBand]);
    }

    private static double[][] tone(int subBands, double frequency) {
        int length = new FilterBank(subBands).inputNeeded(OUTPUTS);
        double[][] tone = new double[2][length];
        for (int i = 0; i < length; i++) {
            tone[0][i] = Math.cos(2 * Math.PI * frequency * i);
            tone[1][i] = Math.sin(2 * Math.PI * frequency * i);
        }
        return tone;
    }

    private static double[][] noise(long seed, int length) {
        Random random = new Random(seed);
        double[][] noise = new double[2][length];
        for (int i = 0; i < length; i++) {
            noise[0][i] = random.nextGaussian();
            noise[1][i] = random.nextGaussian();
        }
        return noise;
    }

    private static double[][][] filtered(int subBands, double[][] input, long firstOutput) {
        double[][][] out = new double[2][OUTPUTS][];
        filter(new FilterBank(subBands), input, firstOutput, OUTPUTS, out);
        return out;
    }

    private static void filter(FilterBank bank, double[][] input, long firstOutput, int outputs, double[][][] out) {
        float[][] floats = new float[2][input[0].length];
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < input[part].length; i++) {
                floats[part][i] = (float) input[part][i];
            }
        }
        bank.filter(floats[0], floats[1], firstOutput, outputs, (output, real, imaginary) -> {
            out[0][output] = real.clone();
            out[1][output] = imaginary.clone();
        });
    }
}
