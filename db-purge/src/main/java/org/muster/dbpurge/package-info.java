/**
 * The purge: archives finished workunits with their results and removes their rows. Each workunit is in one archive
 * whose batch is done, whatever dies in between.
 */
package org.muster.dbpurge;
