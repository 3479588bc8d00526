package org.muster.science.database;

import org.muster.science.spikes.SpikeList;

/**
 * What volunteers agreed on for one workunit.
 *
 * @param workunitName the workunit's name, the same in both databases
 * @param resultName the name of the result that stands for all
 * @param spikes what it found
 */
public record CanonicalResult(String workunitName, String resultName, SpikeList spikes) {}
