/**
 * Work that is meant for a computer, an account, a team or everybody: rows of {@code assignment}. The transitioner makes
 * no results of such workunits; the feeder makes them here and puts them into the cache with whom they are for.
 */
package org.muster.scheduler.targeted;
