package org.muster.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Finds tags in the bytes of a document; keeps no position of its own. */
final class TagReader {

    private static final int LONGEST_NAME = 255;
    private static final byte[] CHARACTER_DATA = "<![CDATA[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHARACTER_DATA_END = "]]>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = "<!--".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT_END = "-->".getBytes(StandardCharsets.US_ASCII);

    private static final boolean[] NAME_BYTES = nameBytes();

    private final byte[] document;

    TagReader(byte[] document) {
        this.document = document;
    }

    /** Returns the first tag at or behind an offset, or null when the document has no more. */
    Tag next(int from) {
        int at = from;
        while (true) {
            while (at < document.length && document[at] != '<') {
                at++;
            }
            if (at >= document.length) {
                return null;
            }
            if (startsWith(at, CHARACTER_DATA)) {
                at = behind(at, CHARACTER_DATA_END);
            } else if (startsWith(at, COMMENT)) {
                at = behind(at, COMMENT_END);
            } else {
                Tag tag = tag(at);
                if (tag != null) {
                    return tag;
                }
                at++;
            }
        }
    }

    /** Returns the offset of the next opening bracket; throws when there is none. */
    int bracket(int from) {
        for (int at = from; at < document.length; at++) {
            if (document[at] == '<') {
                return at;
            }
        }
        throw new XmlDialectException("the document ends inside a text", document.length);
    }

    /** Returns the offset behind the closing tag of the named element if that tag stands at the offset. */
    OptionalInt closes(int at, String name) {
        Tag tag = tag(at);
        return tag != null && tag.closing() && tag.name().equals(name)
                ? OptionalInt.of(tag.end())
                : OptionalInt.empty();
    }

    boolean isCharacterData(int at) {
        return startsWith(at, CHARACTER_DATA);
    }

    /** Copies a CDATA section to {@code plain} and returns the offset behind it. */
    int endOfCharacterData(int at, ByteArrayOutputStream plain) {
        int end = behind(at, CHARACTER_DATA_END);
        int start = at + CHARACTER_DATA.length;
        plain.write(document, start, Math.max(0, end - CHARACTER_DATA_END.length - start));
        return end;
    }

    /** Returns the offset of the literal text {@code </name>}; throws when there is none. */
    int literalEnd(int from, String name) {
        byte[] end = ("</" + name + ">").getBytes(StandardCharsets.ISO_8859_1);
        for (int at = from; at <= document.length - end.length; at++) {
            if (document[at] == '<' && startsWith(at, end)) {
                return at;
            }
        }
        throw new XmlDialectException("the document ends inside <" + name + ">", document.length);
    }

    /** Returns an attribute's value, or an empty text. */
    String attribute(Tag tag, String attribute) {
        String inside = XmlText.decode(document, tag.start(), tag.end());
        int at = inside.indexOf(attribute + "=");
        int opening = at + attribute.length() + 1;
        if (at < 1 || !Character.isWhitespace(inside.charAt(at - 1)) || opening >= inside.length()) {
            return "";
        }
        char quote = inside.charAt(opening);
        int closing = inside.indexOf(quote, opening + 1);
        boolean quoted = (quote == '"' || quote == '\'') && closing > 0;
        return quoted ? XmlText.unescape(inside.substring(opening + 1, closing)) : "";
    }

    /** Reads the tag that begins at the offset; null when what stands there is no tag. */
    private Tag tag(int start) {
        int at = start + 1;
        boolean closing = at < document.length && document[at] == '/';
        if (closing) {
            at++;
        }
        int nameStart = at;
        while (at < document.length && isNameByte(document[at]) && at - nameStart <= LONGEST_NAME) {
            at++;
        }
        int nameEnd = at;
        if (nameEnd == nameStart || nameEnd - nameStart > LONGEST_NAME) {
            return null;
        }
        while (at < document.length && document[at] != '>') {
            if (document[at] == '<') {
                return null;
            }
            at++;
        }
        if (at >= document.length) {
            return null;
        }
        boolean empty = !closing && document[at - 1] == '/';
        String name = new String(document, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1);
        return new Tag(name, start, at + 1, closing, empty);
    }

    private static boolean isNameByte(byte unit) {
        return unit >= 0 && NAME_BYTES[unit];
    }

    private static boolean[] nameBytes() {
        boolean[] allowed = new boolean[128];
        for (char letter = 0; letter < allowed.length; letter++) {
            allowed[letter] = Character.isLetterOrDigit(letter) || "_-.:".indexOf(letter) >= 0;
        }
        return allowed;
    }

    private int behind(int from, byte[] end) {
        for (int at = from; at <= document.length - end.length; at++) {
            if (startsWith(at, end)) {
                return at + end.length;
            }
        }
        return document.length;
    }

    private boolean startsWith(int at, byte[] expected) {
        if (at + expected.length > document.length) {
            return false;
        }
        for (int index = 0; index < expected.length; index++) {
            if (document[at + index] != expected[index]) {
                return false;
            }
        }
        return true;
    }
}
