/**
 * From the spikes of many pieces to a few signals, and the comparison with the signals that were put into a recording
 * on purpose.
 */
package org.muster.science.signals;
