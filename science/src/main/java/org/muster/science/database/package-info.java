/**
 * The science database: recordings, workunit groups, workunits, canonical results and spikes, in a schema of its own. It shares
 * names with the work database and nothing else.
 */
package org.muster.science.database;
