/**
 * The archive format of BOINC's purge, written and read: one XML record for each purged row, and an index line beside
 * it. Nothing here knows the database or the clock.
 */
package org.muster.dbpurge.archive;
