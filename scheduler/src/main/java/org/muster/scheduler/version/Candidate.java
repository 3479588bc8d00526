package org.muster.scheduler.version;

/**
 * A version that fits a computer.
 *
 * @param fitted it
 * @param compared the speed by which it is compared with others, luck included
 * @param platform place of its platform among those of the client, 0 for the preferred one
 */
record Candidate(FittedVersion fitted, double compared, int platform) {}
