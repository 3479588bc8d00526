package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The head of an upload request, element by element as a stock client writes it; elements can be left out. */
record UploadHeader(
        Optional<String> name,
        Optional<String> signature,
        Optional<String> maxBytes,
        Optional<String> bytes,
        Optional<String> md5,
        Optional<String> offset,
        boolean dataTag) {

    UploadHeader(String name, long bytes) {
        this(
                Optional.of(name),
                Optional.of(""),
                Optional.of("1000000"),
                Optional.of(Long.toString(bytes)),
                Optional.empty(),
                Optional.of("0"),
                true);
    }

    UploadHeader name(String value) {
        return new UploadHeader(Optional.ofNullable(value), signature, maxBytes, bytes, md5, offset, dataTag);
    }

    UploadHeader signature(String value) {
        return new UploadHeader(name, Optional.ofNullable(value), maxBytes, bytes, md5, offset, dataTag);
    }

    UploadHeader maxBytes(Object value) {
        return new UploadHeader(name, signature, text(value), bytes, md5, offset, dataTag);
    }

    UploadHeader bytes(Object value) {
        return new UploadHeader(name, signature, maxBytes, text(value), md5, offset, dataTag);
    }

    UploadHeader md5(String value) {
        return new UploadHeader(name, signature, maxBytes, bytes, Optional.ofNullable(value), offset, dataTag);
    }

    UploadHeader offset(Object value) {
        return new UploadHeader(name, signature, maxBytes, bytes, md5, text(value), dataTag);
    }

    UploadHeader withoutData() {
        return new UploadHeader(name, signature, maxBytes, bytes, md5, offset, false);
    }

    private static Optional<String> text(Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                <data_server_request>
                    <core_client_major_version>7</core_client_major_version>
                    <core_client_minor_version>20</core_client_minor_version>
                    <core_client_release>5</core_client_release>
                <file_upload>
                <file_info>
                """);
        name.ifPresent(value -> text.append("<name>").append(value).append("</name>\n"));
        signature.ifPresent(
                value -> text.append("<xml_signature>\n").append(value.strip()).append("</xml_signature>\n"));
        maxBytes.ifPresent(value -> text.append("<max_nbytes>").append(value).append("</max_nbytes>\n"));
        text.append("</file_info>\n");
        bytes.ifPresent(value -> text.append("<nbytes>").append(value).append("</nbytes>\n"));
        md5.ifPresent(value -> text.append("<md5_cksum>").append(value).append("</md5_cksum>\n"));
        offset.ifPresent(value -> text.append("<offset>").append(value).append("</offset>\n"));
        return text.append(dataTag ? "<data>\n" : "").toString();
    }

    /** The whole body: this head and the data. */
    byte[] with(byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text().getBytes(US_ASCII));
        body.writeBytes(data);
        return body.toByteArray();
    }
}
