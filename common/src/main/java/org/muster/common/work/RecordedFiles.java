package org.muster.common.work;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.files.FileDigest;

/**
 * What a document records of the content of files: a workunit's {@code xml_doc} of its inputs, a result's
 * {@code xml_doc_out} of the outputs as the client sent them. Never fails: what cannot be read is left out.
 */
public final class RecordedFiles {

    /**
     * One file.
     *
     * @param md5 32 lower-case hexadecimal digits, if they are recorded
     * @param bytes its size, if it is recorded
     */
    public record Content(Optional<String> md5, OptionalLong bytes) {}

    private RecordedFiles() {}

    /** By physical name, in the document's order. */
    public static Map<String, Content> of(String xml) {
        Map<String, Content> files = new LinkedHashMap<>();
        for (DocumentText info : DocumentText.of(xml).elements("file_info")) {
            info.value("name")
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> files.putIfAbsent(name, content(info)));
        }
        return files;
    }

    private static Content content(DocumentText info) {
        Optional<String> md5 = info.value("md5_cksum")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(FileDigest::isMd5);
        return new Content(md5, DocumentFiles.number(info.value("nbytes")));
    }
}
