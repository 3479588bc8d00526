package org.muster.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Walks through a document of the dialect without building a tree. The caller moves from child to child and says of
 * each what it is; whatever is not asked for is stepped over:
 *
 * <pre>{@code
 * while (scanner.next()) {
 *     switch (scanner.name()) {
 *         case "name" -> name = scanner.text();
 *         case "stderr_out" -> stderr = scanner.raw();
 *         case "file_info" -> { scanner.enter(); while (scanner.next()) { … } }
 *         default -> scanner.skip();
 *     }
 * }
 * }</pre>
 *
 * <p>Real requests are not well-formed XML: they hold unbalanced tags, control characters and bytes of unknown coding.
 * So stray closing tags are ignored, an unclosed child ends where its parent ends, comments, declarations and anything
 * else that is no tag are stepped over, attributes matter only to those who ask. The one thing that is refused, with
 * {@link XmlDialectException}, is a document that ends inside an element, nests too deep or is too large.
 *
 * <p>Time is linear in the document's length, and no copy is made of what is not asked for. Not thread-safe.
 */
public final class XmlScanner {

    /** The largest document that is read, in bytes; the heaviest hosts send several million. */
    public static final int MAXIMUM_BYTES = 64 << 20;

    private static final int DEEPEST = 64;

    private final TagReader tags;
    private final byte[] document;
    private final String[] open = new String[DEEPEST];
    private int depth;
    private int position;
    private Tag current;
    private boolean insideEmpty;

    private XmlScanner(byte[] document) {
        if (document.length > MAXIMUM_BYTES) {
            throw new XmlDialectException("the document is larger than " + MAXIMUM_BYTES + " bytes", MAXIMUM_BYTES);
        }
        this.document = document;
        this.tags = new TagReader(document);
    }

    /** Reads a document from its bytes, which must not change meanwhile. */
    public static XmlScanner of(byte[] document) {
        return new XmlScanner(document);
    }

    /** Reads a document that is held as text, such as a column of a row. */
    public static XmlScanner of(String document) {
        return new XmlScanner(document.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Goes on to the next child of the element entered last (or of the document), stepping over the child before if it
     * was not read. Returns false when the parent's end is reached, and from then on speaks of the parent's siblings.
     */
    public boolean next() {
        skip();
        if (insideEmpty) {
            insideEmpty = false;
            return false;
        }
        while (true) {
            Tag tag = tags.next(position);
            if (tag == null) {
                return endOfDocument();
            }
            position = tag.end();
            if (!tag.closing()) {
                current = tag;
                return true;
            }
            int parent = openElement(tag.name());
            if (parent >= 0) {
                depth--;
                if (parent < depth) {
                    position = tag.start();
                }
                return false;
            }
        }
    }

    /** Goes into the current element, so that {@link #next} walks through its children. */
    public void enter() {
        Tag element = take();
        if (element.empty()) {
            insideEmpty = true;
        } else if (depth == DEEPEST) {
            throw new XmlDialectException("elements are nested deeper than " + DEEPEST, position);
        } else {
            open[depth] = element.name();
            depth++;
        }
    }

    /** Returns the name of the current element. */
    public String name() {
        return required().name();
    }

    /** Returns the value of an attribute of the current element, or an empty text. */
    public String attribute(String attribute) {
        Tag tag = required();
        return tags.attribute(tag, attribute);
    }

    /** Returns where the current element's tag begins, as an offset into the document's bytes. */
    public int start() {
        return required().start();
    }

    /** Returns the offset just behind what was read last. */
    public int position() {
        return position;
    }

    /** Reads the current element's text, without its outer white space; empty when it has child elements. */
    public String text() {
        Tag element = required();
        if (element.empty()) {
            current = null;
            return "";
        }
        int first = tags.bracket(position);
        OptionalInt plainEnd = tags.closes(first, element.name());
        if (plainEnd.isPresent() && !XmlText.hasReferences(document, position, first)) {
            String text = XmlText.decode(document, position, first).strip();
            position = plainEnd.getAsInt();
            current = null;
            return text;
        }
        return escapedText(element);
    }

    private String escapedText(Tag element) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(32);
        int at = position;
        while (true) {
            int bracket = tags.bracket(at);
            plain.writeBytes(XmlText.unescape(document, at, bracket));
            OptionalInt closed = tags.closes(bracket, element.name());
            if (closed.isPresent()) {
                position = closed.getAsInt();
                current = null;
                return XmlText.decode(plain.toByteArray()).strip();
            }
            if (!tags.isCharacterData(bracket)) {
                skip();
                return "";
            }
            at = tags.endOfCharacterData(bracket, plain);
        }
    }

    /** Reads the current element's text and cuts it to the given number of characters, never inside a character. */
    public String text(int longest) {
        String text = text();
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** Reads an integer as C does; {@code otherwise} when the text is none. */
    public long integer(long otherwise) {
        return CNumbers.integer(text()).orElse(otherwise);
    }

    /** Reads a finite real number as C does; {@code otherwise} when the text is none. */
    public double real(double otherwise) {
        return CNumbers.real(text()).orElse(otherwise);
    }

    /** Reads a truth value: an empty element tag or a number other than zero is true, everything else is not. */
    public boolean flag() {
        if (required().empty()) {
            current = null;
            return true;
        }
        return integer(0) != 0;
    }

    /** Reads the current element's content as it is, up to its literal closing tag, with nothing undone. */
    public String raw() {
        Tag element = take();
        if (element.empty()) {
            return "";
        }
        int start = position;
        int end = tags.literalEnd(position, element.name());
        position = end + element.name().length() + 3;
        return XmlText.decode(document, start, end);
    }

    /** Reads the current element as it is, with its tags. */
    public String outer() {
        int start = required().start();
        skip();
        return XmlText.decode(document, start, position);
    }

    /** Steps over the current element with all it holds; does nothing when it was read already. */
    public void skip() {
        if (current == null) {
            return;
        }
        Tag element = take();
        int nested = element.empty() ? 0 : 1;
        while (nested > 0) {
            Tag tag = tags.next(position);
            if (tag == null) {
                throw truncated(element.name());
            }
            if (tag.closing() && !tag.name().equals(element.name()) && openElement(tag.name()) >= 0) {
                return;
            }
            position = tag.end();
            if (tag.name().equals(element.name()) && !tag.empty()) {
                nested += tag.closing() ? -1 : 1;
            }
        }
    }

    private Tag required() {
        if (current == null) {
            throw new IllegalStateException("there is no current element: call next() first");
        }
        return current;
    }

    private Tag take() {
        Tag element = required();
        current = null;
        return element;
    }

    private int openElement(String name) {
        for (int level = depth - 1; level >= 0; level--) {
            if (open[level].equals(name)) {
                return level;
            }
        }
        return -1;
    }

    private boolean endOfDocument() {
        position = document.length;
        if (depth > 0) {
            throw truncated(open[depth - 1]);
        }
        return false;
    }

    private XmlDialectException truncated(String element) {
        return new XmlDialectException("the document ends inside <" + element + ">", document.length);
    }
}
