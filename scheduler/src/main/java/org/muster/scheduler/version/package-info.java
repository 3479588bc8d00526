/**
 * Which version of an application a computer gets: what fits it by plan class, how fast each would be there, and the
 * choice among them.
 */
package org.muster.scheduler.version;
