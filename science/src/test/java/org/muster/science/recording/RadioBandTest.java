package org.muster.science.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RadioBandTest {
    @Test
    void channels_lie_around_the_centre_in_the_order_that_the_sign_of_the_bandwidth_says() {
        RadioBand rising = new RadioBand(1000, 4, 1e-6);
        RadioBand falling = new RadioBand(1000, -4, 1e-6);

        assertThat(rising.inverted()).isFalse();
        assertThat(rising.channelCentreHertz(0, 4)).isEqualTo(998.5e6);
        assertThat(rising.channelCentreHertz(3, 4)).isEqualTo(1001.5e6);
        assertThat(falling.inverted()).isTrue();
        assertThat(falling.channelCentreHertz(0, 4)).isEqualTo(1001.5e6);
        assertThat(falling.channelCentreHertz(0, 1)).isEqualTo(1000e6);
        assertThat(rising.channelSampleRate()).isCloseTo(1e6, within(1e-6));
    }

    @Test
    void a_recording_that_starts_at_a_later_packet_starts_later() {
        Observation observation = new Observation("Parkes", "noise", 1_600_000_000, 0, 0);
        SampleLayout layout = new SampleLayout(1, 1, 2 * 100, 20);
        RadioBand band = new RadioBand(1000, 1, 0.5);

        BlockHeader numbered = new BlockHeader(80, layout, band, Optional.of(new PacketPlace(30, 10)), observation);
        BlockHeader unnumbered = new BlockHeader(80, layout, band, Optional.empty(), observation);

        assertThat(numbered.startUnixSeconds()).isEqualTo(1_600_000_000 + 30 * 8 * 0.5);
        assertThat(unnumbered.startUnixSeconds()).isEqualTo(1_600_000_000);
    }
}
