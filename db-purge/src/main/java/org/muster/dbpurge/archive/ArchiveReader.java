package org.muster.dbpurge.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.muster.dbpurge.archive.ArchiveField.Kind;

/**
 * Reads the records of an archive one after the other, of this project's purge or of BOINC's. An archive that BOINC's
 * purge has still open has no end tag; its whole records are read all the same. Not thread-safe.
 */
public final class ArchiveReader implements Closeable {

    private static final Map<ArchiveFormat, Map<String, Kind>> KINDS = kinds();

    private final String name;
    private final InputStream in;
    private int records;

    /**
     * Reads from a stream.
     *
     * @param name what messages call it
     */
    public ArchiveReader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** Opens a file, unpacking it if its name ends in {@code .gz}. */
    public static ArchiveReader open(Path file) throws IOException {
        InputStream stored = Files.newInputStream(file);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stored, 1 << 16) : stored;
            return new ArchiveReader(file.toString(), new BufferedInputStream(plain, 1 << 16));
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /**
     * The next record, or nothing at the archive's end.
     *
     * @throws ArchiveDamagedException if what follows is no whole record
     */
    public Optional<ArchiveRecord> next() throws IOException {
        String line = line();
        if (line.equals("<archive>") && records == 0) {
            line = line();
        }
        if (line.isEmpty() || line.equals("</archive>")) {
            return Optional.empty();
        }
        for (ArchiveFormat format : ArchiveFormat.values()) {
            if (line.equals("<" + format.element() + ">")) {
                ArchiveRecord row = new ArchiveRecord(format, fields(format));
                records++;
                return Optional.of(row);
            }
        }
        throw damaged("expected a record or the end, found '" + shortened(line) + "'");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private SequencedMap<String, String> fields(ArchiveFormat format) throws IOException {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        while (true) {
            String tag = upTo(">").strip();
            if (tag.equals("</" + format.element() + ">")) {
                line();
                return values;
            }
            boolean base64 = tag.endsWith(ArchiveText.BASE64 + ">");
            String field = tag.substring(1, tag.length() - 1 - (base64 ? ArchiveText.BASE64.length() : 0));
            if (tag.charAt(0) != '<' || field.isEmpty() || field.indexOf(' ') >= 0 || field.charAt(0) == '/') {
                throw damaged("expected a field's tag, found '" + shortened(tag) + "'");
            }
            String end = "</" + field + ">";
            String content = upTo(end);
            String between = content.substring(0, content.length() - end.length());
            Kind kind = KINDS.get(format).getOrDefault(field, Kind.WHOLE);
            values.put(field, value(kind, base64, field, between));
        }
    }

    private String value(Kind kind, boolean base64, String field, String between) throws ArchiveDamagedException {
        try {
            return ArchiveText.value(kind, base64, between);
        } catch (IllegalArgumentException e) {
            throw damaged("the field '" + field + "' is not the Base64 it says it is");
        }
    }

    /** The rest of the line without its end; empty at the end of the archive. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Everything up to and with the mark. */
    private String upTo(String mark) throws IOException {
        StringBuilder text = new StringBuilder();
        char last = mark.charAt(mark.length() - 1);
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw damaged("it ends in the middle of a record, before '" + mark + "'");
            }
            text.append((char) c);
            int start = text.length() - mark.length();
            if (c == last && start >= 0 && text.indexOf(mark, start) == start) {
                return text.toString();
            }
        }
    }

    private ArchiveDamagedException damaged(String what) {
        return new ArchiveDamagedException(
                "The archive " + name + " is damaged after " + records + " whole record(s): " + what + ".");
    }

    private static String shortened(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return new String(bytes, 0, Math.min(bytes.length, 60), ISO_8859_1);
    }

    private static Map<ArchiveFormat, Map<String, Kind>> kinds() {
        Map<ArchiveFormat, Map<String, Kind>> kinds = new EnumMap<>(ArchiveFormat.class);
        for (ArchiveFormat format : ArchiveFormat.values()) {
            kinds.put(
                    format, format.fields().stream().collect(Collectors.toMap(ArchiveField::name, ArchiveField::kind)));
        }
        return kinds;
    }
}
