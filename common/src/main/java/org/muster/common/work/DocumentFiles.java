package org.muster.common.work;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files that a workunit's {@code xml_doc} or a result's {@code xml_doc_in} names, in document order. Reads our
 * own rows and those of an adopted BOINC project, which carry URLs besides. Never fails: what cannot be read is left
 * out. Names are as the document gives them; whoever opens a file checks them against its area. Immutable.
 *
 * @param files the files, each physical name once
 */
public record DocumentFiles(List<DocumentFile> files) {

    /** Copies the list. */
    public DocumentFiles {
        files = List.copyOf(files);
    }

    /** Reads a document; an empty one has no files. */
    public static DocumentFiles of(String xml) {
        DocumentText document = DocumentText.of(xml);
        Map<String, DocumentText> references = new HashMap<>();
        for (DocumentText reference : document.elements("file_ref")) {
            reference.value("file_name").ifPresent(name -> references.putIfAbsent(name, reference));
        }
        Map<String, DocumentFile> files = new LinkedHashMap<>();
        for (DocumentText info : document.elements("file_info")) {
            Optional<String> name = info.value("name").filter(value -> !value.isEmpty());
            name.ifPresent(known ->
                    files.putIfAbsent(known, file(known, info, references.getOrDefault(known, new DocumentText("")))));
        }
        return new DocumentFiles(List.copyOf(files.values()));
    }

    /** The file that the application opens under this name. */
    public Optional<DocumentFile> byLogicalName(String logicalName) {
        return files.stream()
                .filter(file -> file.logicalName().equals(logicalName))
                .findFirst();
    }

    private static DocumentFile file(String name, DocumentText info, DocumentText reference) {
        return new DocumentFile(
                name,
                reference.value("open_name").filter(open -> !open.isEmpty()).orElse(name),
                number(info.value("max_nbytes")),
                info.flag("no_delete"),
                reference.flag("optional"),
                !reference.flag("no_validate"));
    }

    static OptionalLong number(Optional<String> value) {
        try {
            return value.isPresent() ? OptionalLong.of(new BigDecimal(value.get()).longValue()) : OptionalLong.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
