package org.muster.scheduler;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.muster.scheduler.refusal.RefusalDelays;

/**
 * What an answer depends on besides the request and the database.
 *
 * @param clock the time
 * @param stopFile while it exists the operator has stopped the scheduler
 * @param delays when those come back who are refused
 * @param random spreads them
 */
record Surroundings(InstantSource clock, Path stopFile, RefusalDelays delays, RandomGenerator random) {}
