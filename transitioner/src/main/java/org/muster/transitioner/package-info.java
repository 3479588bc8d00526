/**
 * The transitioner: looks at workunits that are due, and decides from the states of their results what happens next.
 */
package org.muster.transitioner;
