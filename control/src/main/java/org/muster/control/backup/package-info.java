/**
 * Backup of a running project, and the way back: a snapshot of the databases as SQL text, copies of all files with their
 * digests, and a record that is written last.
 */
package org.muster.control.backup;
