package org.muster.web.counts;

import java.time.Instant;

/**
 * Since when something is wrong of which no row says it.
 *
 * @param name what is wrong, unique
 * @param moment when it was first seen, or began if that is known better
 * @param atLeast true when it was so already when somebody first looked: it may have begun earlier
 */
public record Since(String name, Instant moment, boolean atLeast) {}
