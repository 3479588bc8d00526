/**
 * The application that volunteers run: the spike search as a task of the stock BOINC client on Linux. The main program
 * is a shell script that finds a Java runtime and becomes it; the rest is one jar. Uses nothing of the JDK beyond
 * {@code java.base} and nothing of Muster beyond the search.
 *
 * <p>The client and the task talk as BOINC's API library does (BOINC's {@code app_ipc.h} names the files and channels):
 * {@code init_data.xml} in the slot directory, a memory-mapped file of eight message channels, and a finish file.
 */
package org.muster.science.app;
