/**
 * Cutting a recording into pieces: a polyphase filter bank divides each coarse channel into sub-bands, each sub-band is divided
 * into overlapping time segments, and the samples are stored in 8 bits again.
 *
 * <p>The same recording and the same {@link org.muster.science.filterbank.CutPlan} give the same bytes on every machine: sines
 * come from {@link java.lang.StrictMath}, sums have one order.
 */
package org.muster.science.filterbank;
