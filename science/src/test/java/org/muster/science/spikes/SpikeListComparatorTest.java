package org.muster.science.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.science.spikes.Similarity.DIFFERENT;
import static org.muster.science.spikes.Similarity.STRONG;
import static org.muster.science.spikes.Similarity.WEAK;
import static org.muster.science.spikes.SpikeListComparator.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.muster.science.piece.PieceHeader;

class SpikeListComparatorTest {

    @Property(tries = 50)
    void a_list_is_strongly_similar_to_itself(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int count) {
        SpikeList list = SpikeLists.random(seed, count);
        assertThat(compare(list, list)).isEqualTo(STRONG);
    }

    @Property(tries = 50)
    void rounding_within_the_tolerances_leaves_lists_strongly_similar(@ForAll long seed) {
        SpikeList list = SpikeLists.random(seed, 40);
        Random random = new Random(seed);
        SpikeList rounded = SpikeLists.changed(list, spike -> {
            double binWidth = 1000.0 / spike.transformLength();
            Spike moved =
                    SpikeLists.withFrequency(spike, spike.frequency() + binWidth * 0.49 * random.nextDouble(-1, 1));
            return SpikeLists.withPower(moved, spike.power() * (1 + 0.0099 * random.nextDouble(-1, 1)));
        });
        assertThat(compare(list, rounded)).isEqualTo(STRONG);
    }

    @Property(tries = 50)
    void lists_of_different_skies_are_different(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        assertThat(compare(SpikeLists.random(seed, 20), SpikeLists.random(-seed, 20)))
                .isEqualTo(DIFFERENT);
    }

    @Property(tries = 100)
    void the_order_of_the_two_lists_does_not_matter(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 20) int onlyInFirst,
            @ForAll @IntRange(min = 0, max = 20) int onlyInSecond) {
        List<Spike> common = SpikeLists.random(seed, 20).spikes();
        SpikeList first =
                together(common, SpikeLists.random(seed + 1, onlyInFirst + 1).spikes());
        SpikeList second =
                together(common, SpikeLists.random(seed + 2, onlyInSecond + 1).spikes());
        assertThat(compare(first, second)).isEqualTo(compare(second, first));
    }

    @Test
    void one_missing_spike_makes_lists_weakly_similar() {
        SpikeList list = SpikeLists.random(1, 10);
        SpikeList shorter = SpikeLists.of(list.spikes().subList(0, 9));
        assertThat(compare(list, shorter)).isEqualTo(WEAK);
        assertThat(compare(shorter, list)).isEqualTo(WEAK);
    }

    @Test
    void half_is_weakly_similar_and_less_than_half_is_different() {
        SpikeList list = SpikeLists.random(1, 9);
        // the best spike counts once more: five of the ten are there, then four
        assertThat(compare(list, SpikeLists.of(list.spikes().subList(0, 4)))).isEqualTo(WEAK);
        assertThat(compare(list, SpikeLists.of(list.spikes().subList(0, 3)))).isEqualTo(DIFFERENT);
    }

    @Test
    void a_spike_just_above_the_threshold_needs_no_match() {
        SpikeList list = SpikeLists.random(1, 10);
        Random random = new Random(2);
        SpikeList atTheEdge = together(list.spikes(), List.of(SpikeLists.spike(20.19, random)));
        SpikeList clearlyAbove = together(list.spikes(), List.of(SpikeLists.spike(20.21, random)));
        assertThat(compare(list, atTheEdge)).isEqualTo(STRONG);
        assertThat(compare(list, clearlyAbove)).isEqualTo(WEAK);
    }

    @Test
    void quiet_lists_are_compared_by_their_best_bin() {
        Spike best = SpikeLists.spike(14, new Random(1));
        SpikeList quiet = SpikeLists.quiet(best);
        assertThat(compare(quiet, SpikeLists.quiet(SpikeLists.withPower(best, 14.1))))
                .isEqualTo(STRONG);
        assertThat(compare(quiet, SpikeLists.quiet(SpikeLists.withPower(best, 14.2))))
                .isEqualTo(DIFFERENT);
        assertThat(compare(quiet, SpikeLists.quiet(SpikeLists.spike(14, new Random(2)))))
                .isEqualTo(DIFFERENT);
    }

    @Test
    void a_spike_next_to_the_place_where_a_list_was_cut_needs_no_match() {
        Random random = new Random(3);
        List<Spike> many = IntStream.iterate(2000, power -> power - 1)
                .mapToObj(power -> SpikeLists.spike(power, random))
                .filter(spike -> spike.transformLength() == 1024)
                .limit(501)
                .toList();
        List<Spike> otherChoice = new ArrayList<>(many.subList(0, 499));
        otherChoice.add(many.getLast());
        assertThat(compare(cut(many.subList(0, 500)), cut(otherChoice))).isEqualTo(STRONG);
        assertThat(compare(SpikeLists.of(many.subList(0, 500)), SpikeLists.of(otherChoice)))
                .isEqualTo(WEAK);
    }

    @Test
    void results_about_different_searches_are_different() {
        SpikeList list = SpikeLists.random(1, 10);
        PieceHeader elsewhere =
                new PieceHeader("rec_0_1", "rec", 0, 1, 1.42e9, 1000, 0, 1.6e9, 2, 65_536, SpikeLists.SEARCH);
        assertThat(compare(list, new SpikeList(elsewhere, list.best(), list.spikes(), false)))
                .isEqualTo(DIFFERENT);
    }

    private static SpikeList together(List<Spike> some, List<Spike> more) {
        return SpikeLists.of(Stream.concat(some.stream(), more.stream()).toList());
    }

    private static SpikeList cut(List<Spike> spikes) {
        return new SpikeList(SpikeLists.PIECE, spikes.getFirst(), spikes, true);
    }
}
