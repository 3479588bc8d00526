package org.muster.science.spikes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;

/**
 * Says whether a list can be the result of the search that it claims, without doing the search: an application that is
 * broken is found out at once, before its result is compared with another of the same kind. Pure.
 */
public final class SpikeListCheck {
    private SpikeListCheck() {}

    /** What is wrong with the list, in words, or nothing. */
    public static Optional<String> problem(SpikeList list) {
        return Stream.concat(Stream.of(list.best()), list.spikes().stream())
                .flatMap(spike -> problem(list.piece(), spike).stream())
                .findFirst()
                .or(() -> problemTogether(list));
    }

    private static Optional<String> problem(PieceHeader piece, Spike spike) {
        SearchParameters search = piece.search();
        if (!search.transformLengths().contains(spike.transformLength())) {
            return Optional.of("the search had no transform length " + spike.transformLength());
        }
        if (search.driftRates().stream()
                .noneMatch(drift -> SpikeListComparator.sameDriftRate(drift, spike.driftRate()))) {
            return Optional.of("the search had no drift rate " + spike.driftRate());
        }
        if (spike.polarization() >= piece.polarizations()) {
            return Optional.of("the piece has no polarization " + spike.polarization());
        }
        double halfBin = piece.sampleRate() / spike.transformLength() / 2;
        if (Math.abs(spike.frequency() - piece.centreFrequency()) > piece.sampleRate() / 2 + halfBin) {
            return Optional.of("the frequency " + spike.frequency() + " is outside of the sub-band");
        }
        double afterStart = spike.time() - piece.startSeconds();
        if (!(afterStart > 0 && afterStart < piece.durationSeconds())) {
            return Optional.of("the time " + spike.time() + " is outside of the piece");
        }
        return Optional.empty();
    }

    private static Optional<String> problemTogether(SpikeList list) {
        List<Spike> spikes = list.spikes();
        double threshold = list.piece().search().threshold();
        for (Spike spike : spikes) {
            if (!(spike.power() > threshold)) {
                return Optional.of("a spike's power " + spike.power() + " is not above the threshold " + threshold);
            }
            if (spike.power() > list.best().power()) {
                return Optional.of("a spike's power " + spike.power() + " is above that of the best one, "
                        + list.best().power());
            }
        }
        if (spikes.isEmpty() && list.best().power() > threshold) {
            return Optional.of("the best one is above the threshold " + threshold + ", but there are no spikes");
        }
        if (list.cut() && spikes.size() < SpikeList.MOST_SPIKES_OF_A_LENGTH) {
            return Optional.of("it is said to be cut, but has only " + spikes.size() + " spikes");
        }
        Set<Spike> different = new HashSet<>(spikes);
        if (different.size() < spikes.size()) {
            return Optional.of("a spike is there twice");
        }
        return Optional.empty();
    }
}
