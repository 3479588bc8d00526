/**
 * The file deleter: removes the input files of workunits and the output files of results that the transitioner
 * released, and says so in their rows.
 */
package org.muster.filedeleter;
