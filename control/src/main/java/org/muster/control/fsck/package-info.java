/**
 * Compares the database and the files both ways, says what does not fit, and repairs each case by a rule, so that the daemons
 * can take everything to its end. The README has the rules as a table.
 */
package org.muster.control.fsck;
