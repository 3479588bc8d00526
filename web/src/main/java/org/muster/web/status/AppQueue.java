package org.muster.web.status;

/**
 * The tasks of one application.
 *
 * @param title the name that people see
 * @param unsent results that no host has yet
 * @param inProgress results at hosts
 */
record AppQueue(long id, String name, String title, long unsent, long inProgress) {}
