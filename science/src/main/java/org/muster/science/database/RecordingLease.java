package org.muster.science.database;

/**
 * The right to work on a recording for a while. It saves double work; that nothing is done twice does not rest on it.
 *
 * @param holder who has it, unique among all splitters
 * @param seconds how long it lasts when it is not renewed
 */
public record RecordingLease(String holder, int seconds) {}
