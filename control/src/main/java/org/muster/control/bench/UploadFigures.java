package org.muster.control.bench;

import java.util.List;
import java.util.Locale;

/**
 * What one kind of uploads was measured to cost: medians.
 *
 * @param bytes size of each file
 * @param connections how many were sending at once
 * @param durable whether every file was forced to disk before it was acknowledged
 * @param uploads uploads in a second
 * @param processorMilliseconds processor time of the handler for one upload
 * @param raw files in a second that as many threads write, force (or not) and rename on the same disk
 * @param plain files in a second that a loop behind the same HTTP server writes and renames, not forced
 */
record UploadFigures(
        int bytes,
        int connections,
        boolean durable,
        double uploads,
        double processorMilliseconds,
        double raw,
        double plain) {

    /** The heads of {@link #row}'s columns, as a line. */
    static String columns() {
        return String.format(
                Locale.ROOT,
                "%10s %12s %8s %12s %10s %16s %14s %9s %14s %9s%n",
                "bytes",
                "connections",
                "durable",
                "uploads/s",
                "MB/s",
                "CPU ms/upload",
                "raw files/s",
                "of raw",
                "plain HTTP/s",
                "of plain");
    }

    /** One line of a table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%10d %12d %8s %12.1f %10.1f %16.3f %14.1f %8.0f%% %14.1f %8.0f%%%n",
                bytes,
                connections,
                durable ? "yes" : "no",
                uploads,
                uploads * bytes / 1e6,
                processorMilliseconds,
                raw,
                100 * uploads / raw,
                plain,
                100 * uploads / plain);
    }

    /** All figures by name. */
    static LoadFigures all(List<UploadFigures> all) {
        LoadFigures figures = new LoadFigures();
        for (UploadFigures one : all) {
            String kind = one.bytes + " bytes, " + one.connections + " connections, "
                    + (one.durable ? "durable: " : "not durable: ");
            figures.put(kind + "uploads per second", one.uploads)
                    .put(kind + "CPU ms per upload", one.processorMilliseconds)
                    .put(kind + "raw files per second", one.raw)
                    .put(kind + "ratio to raw", one.uploads / one.raw)
                    .put(kind + "plain files over HTTP per second", one.plain)
                    .put(kind + "ratio to plain over HTTP", one.uploads / one.plain);
        }
        return figures;
    }
}
