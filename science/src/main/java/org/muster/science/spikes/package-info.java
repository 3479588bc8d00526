/** What a search of one piece gives: the list of spikes, its file format, and when two lists agree. */
package org.muster.science.spikes;
