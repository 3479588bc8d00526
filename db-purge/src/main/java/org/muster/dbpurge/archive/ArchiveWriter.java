package org.muster.dbpurge.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/** Writes records of one kind and their index lines. Keeps no record in memory. Not thread-safe. */
public final class ArchiveWriter {

    private final ArchiveFormat format;
    private final long time;
    private final OutputStream records;
    private final OutputStream index;
    private final ArchiveText text = new ArchiveText();

    /**
     * Begins an archive.
     *
     * @param format the kind of all its records
     * @param time the archive's time stamp, which the index lines repeat
     * @param records takes the records; stays open
     * @param index takes the index lines; stays open
     */
    public ArchiveWriter(ArchiveFormat format, long time, OutputStream records, OutputStream index) throws IOException {
        this.format = format;
        this.time = time;
        this.records = records;
        this.index = index;
        write(records, "<archive>\n");
    }

    /** Appends one record. */
    public void write(ArchiveRecord row) throws IOException {
        if (row.format() != format) {
            throw new IllegalArgumentException("a " + row.format() + " does not go into an archive of " + format);
        }
        StringBuilder out = new StringBuilder(4096);
        out.append('<').append(format.element()).append(">\n");
        for (ArchiveField field : format.fields()) {
            out.append("  ")
                    .append(text.element(field, row.printed(field.name())))
                    .append('\n');
        }
        out.append("</").append(format.element()).append(">\n");
        write(records, out.toString());
        write(index, row.id() + "     " + time + "    " + row.printed("name") + "\n");
    }

    /** Ends the archive. Only an archive that was finished is whole. */
    public void finish() throws IOException {
        write(records, "</archive>\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }
}
