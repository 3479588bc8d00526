package org.muster.common.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The sizes that a workunit's document records of its input files in the download areas. Never fails: what cannot be read is
 * left out, and so are the files that a document of an adopted project has elsewhere: those with a URL that does not end in
 * a hashed directory and the file's name.
 */
public final class InputSizes {

    private InputSizes() {}

    /** Bytes by physical name, in the document's order; empty for a file whose size the document does not give. */
    public static Map<String, OptionalLong> of(String xml) {
        Map<String, OptionalLong> sizes = new LinkedHashMap<>();
        for (DocumentText file : DocumentText.of(xml).elements("file_info")) {
            file.value("name")
                    .filter(name -> !name.isEmpty() && isHere(file, name))
                    .ifPresent(name -> sizes.putIfAbsent(name, DocumentFiles.number(file.value("nbytes"))));
        }
        return sizes;
    }

    private static boolean isHere(DocumentText file, String name) {
        List<DocumentText> urls = file.elements("url");
        Pattern hashed = Pattern.compile(".*/[0-9a-f]{1,7}/" + Pattern.quote(name));
        return urls.isEmpty()
                || urls.stream()
                        .anyMatch(url -> hashed.matcher(url.text().strip()).matches());
    }
}
