package org.muster.science.search;

import org.muster.science.spikes.SpikeList;

/**
 * A search that has come part of its way.
 *
 * @param driftRatesDone how many of the workunit's drift rates have been searched, in their order, at least 1
 * @param found the spikes of those
 */
public record SearchState(int driftRatesDone, SpikeList found) {

    public SearchState {
        int all = found.piece().search().driftRates().size();
        if (driftRatesDone < 1 || driftRatesDone > all) {
            throw new IllegalArgumentException(driftRatesDone + " drift rates done, but the search has " + all);
        }
    }
}
