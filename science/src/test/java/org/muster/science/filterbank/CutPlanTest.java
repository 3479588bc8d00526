package org.muster.science.filterbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.science.recording.BlockHeader;
import org.muster.science.recording.Observation;
import org.muster.science.recording.RadioBand;
import org.muster.science.recording.SampleLayout;

class CutPlanTest {
    private static final CutSettings SETTINGS = new CutSettings(4096, 65536);

    @ParameterizedTest
    @CsvSource({
        // channels, width of a channel in Hz, samples -> sub-bands, samples of a piece, segments
        "2, 32768, 917504, 8, 65536, 2",
        "4, 250, 3904, 4, 512, 2",
        "64, 2929687.5, 900000000, 512, 65536, 36",
        "1, 4096, 262144, 4, 65536, 1",
        "1, 4096, 524288, 4, 65536, 3",
        "1, 100000, 1000, 1, 512, 2",
        "1, 100000, 1100, 2, 512, 1",
        "1, 1e9, 100000000000, 4096, 65536, 497",
        "3, 1, 512, 1, 512, 1",
    })
    void the_cut_comes_as_near_to_the_wish_as_the_recording_allows(
            int channels, double width, long samples, int subBands, int segmentSamples, int segments) {
        CutPlan plan = CutPlan.of(header(channels, width), samples, SETTINGS).orElseThrow();

        assertThat(plan.subBands()).isEqualTo(subBands);
        assertThat(plan.segmentSamples()).isEqualTo(segmentSamples);
        assertThat(plan.segments()).isEqualTo(segments);
        assertThat(plan.pieces()).isEqualTo(channels * subBands * segments);
    }

    @Test
    void a_recording_shorter_than_a_piece_has_no_plan() {
        assertThat(CutPlan.of(header(4, 250), 511, SETTINGS)).isEmpty();
        assertThat(CutPlan.of(header(4, 250), 512, SETTINGS)).isPresent();
    }

    @Test
    void segments_overlap_by_a_quarter_and_leave_less_than_a_quarter_at_the_end() {
        for (long samples = 512; samples < 20_000; samples += 7) {
            CutPlan plan = new CutPlan(1, 1, 512, 384, samples);
            long end = 0;
            for (int segment = 0; segment < plan.segments(); segment++) {
                long start = plan.segmentStart(segment);
                assertThat(end == 0 ? start : end - start).isBetween(end == 0 ? 0L : 128L, 512L - 128);
                end = start + 512;
            }
            assertThat(samples - end).isBetween(0L, 127L);
        }
    }

    @Test
    void every_piece_has_a_place_of_its_own() {
        CutPlan plan = new CutPlan(3, 4, 512, 384, 1000);
        Set<PiecePlace> places = new HashSet<>();
        for (int piece = 0; piece < plan.pieces(); piece++) {
            PiecePlace place = plan.place(piece);
            places.add(place);
            PiecePlace last = plan.place(piece + plan.piecesToFilterTogether(piece) - 1);
            assertThat(last).isEqualTo(new PiecePlace(place.segment(), place.channel(), 3));
            assertThat(plan.subBandNumber(place)).isBetween(0, 11);
        }
        assertThat(places).hasSize(plan.pieces()).hasSize(24);
        assertThatThrownBy(() -> plan.place(24)).hasMessage("there is no piece 24 among 24");
    }

    private static BlockHeader header(int channels, double width) {
        return new BlockHeader(
                80,
                new SampleLayout(channels, 2, 4 * channels * 1000, 0),
                new RadioBand(1420, channels * width / 1e6, 1 / width),
                Optional.empty(),
                new Observation("telescope", "source", 0, 0, 0));
    }
}
