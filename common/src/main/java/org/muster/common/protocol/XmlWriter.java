package org.muster.common.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the dialect in the form that every client reads: one element a line, values escaped byte by byte, numbers as
 * C prints them. The document grows in memory (a reply is some kilobytes) so that nothing of it is sent before all of
 * it is known. Not thread-safe.
 */
public final class XmlWriter {

    /** Longer ones are encoded as a whole, which Java does many bytes at a time. */
    private static final int LONG_TEXT = 40;

    private static final int USUAL_REPLY = 8 << 10;

    private byte[] buffer = new byte[USUAL_REPLY];
    private int length;

    /** Writes {@code <name>} and a line end. */
    public XmlWriter open(String name) {
        return append("<").append(name).append(">\n");
    }

    /** Writes {@code </name>} and a line end. */
    public XmlWriter close(String name) {
        return append("</").append(name).append(">\n");
    }

    /** Writes an element whose value is text of any kind; it is escaped. */
    public XmlWriter element(String name, String value) {
        return line(name, XmlText.escape(value));
    }

    /** Writes an element whose value is an integer. */
    public XmlWriter element(String name, long value) {
        return line(name, Long.toString(value));
    }

    /** Writes an element whose value is a real number, with six decimals. */
    public XmlWriter element(String name, double value) {
        return line(name, CNumbers.fixed(value));
    }

    /** Writes an element with one attribute and an escaped text. */
    public XmlWriter element(String name, String attribute, String attributeValue, String value) {
        append("<").append(name).append(" ").append(attribute).append("=\"");
        append(XmlText.escape(attributeValue)).append("\">").append(XmlText.escape(value));
        return append("</").append(name).append(">\n");
    }

    /** Writes {@code <name/>}, which means true. */
    public XmlWriter flag(String name) {
        return append("<").append(name).append("/>\n");
    }

    /** Writes a piece of document as it is, ended by a line end if it has none. */
    public XmlWriter raw(String document) {
        append(document);
        return document.isEmpty() || document.endsWith("\n") ? this : append("\n");
    }

    /** Writes characters as they are, in UTF-8. */
    public XmlWriter append(String text) {
        if (text.length() > LONG_TEXT) {
            return append(text.getBytes(StandardCharsets.UTF_8));
        }
        require(text.length());
        int at = 0;
        while (at < text.length() && text.charAt(at) < 128) {
            buffer[length++] = (byte) text.charAt(at++);
        }
        return at == text.length() ? this : append(text.substring(at).getBytes(StandardCharsets.UTF_8));
    }

    private XmlWriter append(byte[] bytes) {
        require(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private void require(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** Returns the bytes written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** Sends what was written so far, without a copy. */
    public void writeTo(OutputStream target) throws IOException {
        target.write(buffer, 0, length);
    }

    /** Returns how many bytes were written so far. */
    public int length() {
        return length;
    }

    /** Returns the document so far as text. */
    @Override
    public String toString() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private XmlWriter line(String name, String escaped) {
        append("<").append(name).append(">").append(escaped);
        return append("</").append(name).append(">\n");
    }
}
