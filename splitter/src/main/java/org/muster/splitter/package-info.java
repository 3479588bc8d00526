/** The splitter: cuts recordings into input files and workunits, each piece once, whatever crashes in between. */
package org.muster.splitter;
