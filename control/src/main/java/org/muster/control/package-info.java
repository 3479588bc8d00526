/** The operator's command {@code bin/muster} and the demonstration. */
package org.muster.control;
