package org.muster.dbpurge;

/**
 * One attempt to archive and remove some workunits.
 *
 * @param id its row in {@code purge_batch}
 * @param archiveTime the time stamp of its archive, Unix seconds, which no other attempt has
 */
record PurgeBatch(long id, long archiveTime) {}
