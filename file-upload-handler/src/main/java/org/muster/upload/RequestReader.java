package org.muster.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.muster.common.files.FileDigest;
import org.muster.common.protocol.CNumbers;

/**
 * Reads the text at the head of a request, line by line, and stops right behind the line feed of the {@code <data>} line:
 * what is left in the stream then is the file's data. The head is no XML document (its elements are never closed), so tags
 * are searched for in lines, as the protocol's reference does. Reads at most {@value #LONGEST_HEAD} bytes. Not thread-safe;
 * one for each request.
 */
final class RequestReader {
    /** Twice what a stock client can send. */
    static final int LONGEST_HEAD = 16 * 1024;

    /** Beyond this a double no longer counts single bytes. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;

    private final InputStream in;
    private int left = LONGEST_HEAD;

    private String name = "";
    private String signature = "";
    private OptionalLong maxBytes = OptionalLong.empty();
    private OptionalLong bytes = OptionalLong.empty();
    private long offset;
    private Optional<String> md5 = Optional.empty();

    private RequestReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the head of a request.
     *
     * @param in should be buffered, because it is read byte by byte
     * @throws IOException when the connection broke
     */
    static UploadRequest read(InputStream in) throws IOException {
        return new RequestReader(in).request();
    }

    private UploadRequest request() throws IOException {
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            if (line.get().contains("<file_upload>")) {
                return fileUpload();
            }
            Optional<String> asked = element(line.get(), "get_file_size");
            if (asked.isPresent()) {
                return new UploadRequest.SizeQuery(asked.get());
            }
        }
        return new UploadRequest.Unrecognized();
    }

    private UploadRequest fileUpload() throws IOException {
        boolean dataFollow = false;
        for (Optional<String> line = line(); line.isPresent() && !dataFollow; ) {
            dataFollow = take(line.get());
            if (!dataFollow) {
                line = line();
            }
        }
        return new UploadRequest.FileUpload(name, signature, maxBytes, bytes, offset, md5, dataFollow);
    }

    /** Takes what one line says; true when it was the last line of the head. */
    private boolean take(String line) throws IOException {
        int block = line.indexOf("<xml_signature>");
        if (block >= 0) {
            signature = signature(line.substring(block + "<xml_signature>".length()));
            return false;
        }
        element(line, "name").ifPresent(value -> name = value);
        element(line, "max_nbytes").ifPresent(value -> maxBytes = count(value));
        element(line, "nbytes").ifPresent(value -> bytes = count(value));
        element(line, "offset").ifPresent(value -> offset = count(value).orElse(-1));
        element(line, "md5_cksum").ifPresent(value -> md5 = md5(value));
        return line.contains("<data>");
    }

    /** The block as it stands, which must not be touched inside; clients put the closing tag right behind its dot. */
    private String signature(String first) throws IOException {
        StringBuilder block = new StringBuilder();
        for (Optional<String> line = Optional.of(first); line.isPresent(); line = line()) {
            int end = line.get().indexOf("</xml_signature>");
            if (end >= 0) {
                return block.append(line.get(), 0, end).toString().strip();
            }
            block.append(line.get()).append('\n');
        }
        return "";
    }

    private static Optional<String> element(String line, String tag) {
        int start = line.indexOf("<" + tag + ">");
        int end = start < 0 ? -1 : line.indexOf("</" + tag + ">", start);
        return end < 0
                ? Optional.empty()
                : Optional.of(line.substring(start + tag.length() + 2, end).strip());
    }

    /** A number of bytes; clients print doubles without decimals, some tools with them. */
    private static OptionalLong count(String text) {
        if (WHOLE_NUMBER.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text));
        }
        OptionalDouble number = text.isEmpty() ? OptionalDouble.empty() : CNumbers.real(text);
        return number.isPresent() && Math.abs(number.getAsDouble()) <= LARGEST_EXACT
                ? OptionalLong.of((long) Math.rint(number.getAsDouble()))
                : OptionalLong.empty();
    }

    private static Optional<String> md5(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        return FileDigest.isMd5(digits) ? Optional.of(digits) : Optional.empty();
    }

    /** The next line without its end; empty when the body or the room for the head is used up. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (left > 0) {
            int next = in.read();
            left--;
            if (next == '\n') {
                return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
            }
            if (next < 0) {
                left = 0;
                return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(next);
        }
        return Optional.empty();
    }
}
