/**
 * The antique sweeper: walks through the file areas while the project runs, removes files that no row wants any more, and
 * finds workunits whose input files are gone.
 */
package org.muster.filedeleter.sweep;
