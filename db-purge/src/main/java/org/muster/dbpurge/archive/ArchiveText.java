package org.muster.dbpurge.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What stands between the tags of a text field, and back.
 *
 * <p>BOINC's purge writes documents as they are and escapes output byte by byte. That is kept wherever the file stays
 * well-formed XML and the value can be had back. Documents come from volunteers in part, so anything may be in them:
 * a value for which this does not hold is written in Base64 and its tag says so.
 *
 * <p>All texts here have one character (0 to 255) for each stored byte. Not thread-safe.
 */
final class ArchiveText {

    /** The attribute of a field that is written in Base64. */
    static final String BASE64 = " encoding=\"base64\"";

    private final XMLInputFactory xml = XMLInputFactory.newFactory();

    ArchiveText() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** The whole element, with its tags, without a line end. */
    String element(ArchiveField field, String value) {
        String name = field.name();
        return switch (field.kind()) {
            case WHOLE, REAL, FIXED, TIME -> tagged(name, value);
            case NAME -> hasControls(value) || !isUtf8(value) ? base64(name, value) : tagged(name, escapedName(value));
            case DOCUMENT -> canStandAsItIs(name, value) ? tagged(name, value) : base64(name, value);
            case OUTPUT -> hasControls(value) ? base64(name, value) : tagged(name, escapedOutput(value));
        };
    }

    /** Undoes {@link #element}: the value from what stood between the tags. */
    static String value(ArchiveField.Kind kind, boolean base64, String between) {
        if (base64) {
            return new String(Base64.getDecoder().decode(between), ISO_8859_1);
        }
        return switch (kind) {
            case WHOLE, REAL, FIXED, TIME, DOCUMENT -> between;
            case NAME, OUTPUT -> unescaped(between);
        };
    }

    private static String tagged(String name, String between) {
        return "<" + name + ">" + between + "</" + name + ">";
    }

    private static String base64(String name, String value) {
        String between = Base64.getEncoder().encodeToString(value.getBytes(ISO_8859_1));
        return "<" + name + BASE64 + ">" + between + "</" + name + ">";
    }

    private static String escapedName(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;");
    }

    /** As BOINC escapes: markup by name, line ends, tabs and everything above ASCII by the byte's number. */
    private static String escapedOutput(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + value.length() / 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '&' -> escaped.append("&amp;");
                case '>' -> escaped.append(value.startsWith("]]", Math.max(i - 2, 0)) && i >= 2 ? "&gt;" : ">");
                case '\t', '\n', '\r' -> escaped.append("&#").append((int) c).append(';');
                default -> {
                    if (c > 127) {
                        escaped.append("&#").append((int) c).append(';');
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String escaped) {
        if (escaped.indexOf('&') < 0) {
            return escaped;
        }
        StringBuilder value = new StringBuilder(escaped.length());
        int at = 0;
        while (at < escaped.length()) {
            char c = escaped.charAt(at);
            int end = c == '&' ? escaped.indexOf(';', at) : -1;
            int meant = end < 0 ? -1 : meaning(escaped.substring(at + 1, end));
            if (meant < 0) {
                value.append(c);
                at++;
            } else {
                value.append((char) meant);
                at = end + 1;
            }
        }
        return value.toString();
    }

    /** The character that an entity stands for, or -1 if it is none that either purge writes. */
    private static int meaning(String entity) {
        return switch (entity) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            default -> entity.matches("#[0-9]{1,3}") ? Integer.parseInt(entity.substring(1)) & 0xff : -1;
        };
    }

    /** Characters that XML 1.0 cannot hold, not even escaped. */
    private static boolean hasControls(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean isUtf8(String value) {
        if (value.chars().allMatch(c -> c < 128)) {
            return true;
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes(ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Whether a reader gets the value back from the file and the file stays well-formed. */
    private boolean canStandAsItIs(String name, String value) {
        return value.isEmpty()
                || (!value.contains("</" + name + ">") && (PlainMarkup.isWellFormed(value) || isFragment(value)));
    }

    private boolean isFragment(String value) {
        InputStream wrapped = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream("<a>".getBytes(ISO_8859_1)),
                new ByteArrayInputStream(value.getBytes(ISO_8859_1)),
                new ByteArrayInputStream("</a>".getBytes(ISO_8859_1)))));
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(wrapped, "UTF-8");
            try {
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamConstants.ENTITY_REFERENCE) {
                        return false;
                    }
                }
                return true;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
