/**
 * Reading and writing of GUPPI RAW recordings: blocks of a text header and 8-bit complex samples.
 *
 * <p>{@link org.muster.science.recording.RecordingScanner} walks a file once and says whether it can be used
 * ({@link org.muster.science.recording.Verdict}); {@link org.muster.science.recording.ChannelReader} then reads any stretch
 * of any coarse channel without holding a block in memory.
 */
package org.muster.science.recording;
