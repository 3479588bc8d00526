package org.muster.common.work;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An output template ({@code templates/NAME_out}) as BOINC projects write it: a {@code <file_info>} for each file
 * that the application leaves behind, and a {@code <result>} that says under which name the application writes it.
 * {@code <OUTFILE_k/>} stands for the physical name of file k, {@code <UPLOAD_URL/>} for the upload handler.
 *
 * <p>Parsed once, by expressions; expanded for every result by putting texts together. Immutable and safe for use by several threads.
 */
public final class OutputTemplate {

    private static final Pattern OUTPUT_FILE = Pattern.compile("<OUTFILE_([^<>/\\s]+)\\s*/>");
    private static final Pattern FILE_INFO = Pattern.compile("<file_info>\\n(.*?)</file_info>", Pattern.DOTALL);
    private static final String UPLOAD_URL = "<UPLOAD_URL/>";

    /** Stand in a template for what differs from result to result; no text has these characters. */
    private static final char PREFIX = '\u0001';

    private static final char SIGNATURE = '\u0002';

    private record Permission(String name, long maxBytes) {}

    /** The text between what differs from result to result. */
    private final List<String> parts = new ArrayList<>();

    /** What follows each part but the last: the output names' beginning, or a signature. */
    private final List<Optional<Permission>> between = new ArrayList<>();

    private OutputTemplate(String text) {
        List<Permission> permissions = new ArrayList<>();
        String drawn = drawn(text, permissions);
        int begin = 0;
        for (int i = 0; i < drawn.length(); i++) {
            char c = drawn.charAt(i);
            if (c == PREFIX || c == SIGNATURE) {
                parts.add(drawn.substring(begin, i));
                between.add(c == PREFIX ? Optional.empty() : Optional.of(permissions.removeFirst()));
                begin = i + 1;
            }
        }
        parts.add(drawn.substring(begin));
    }

    /**
     * Reads a template; the {@code <output_template>} around it may be missing.
     *
     * @throws MalformedTemplateException if a result made from it could not be uploaded: no {@code <result>}, an
     *     element without an end, a file without a name, an uploaded file without {@code <max_nbytes>}, or a
     *     reference to a file that is not described
     */
    public static OutputTemplate parse(String raw) {
        DocumentText whole = DocumentText.of(raw);
        DocumentText body =
                whole.elements("output_template").stream().findFirst().orElse(whole);
        // The scheduler and the signer insert lines right after these tags, so each must end its line.
        String text = body.text().strip().replaceAll("<(file_info|result)>[ \\t]*\\n?", "<$1>\n");
        check(new DocumentText(text));
        return new OutputTemplate(text);
    }

    /**
     * The text for {@code result.xml_doc_in}: names filled in and a certificate added to every file that is to be
     * uploaded. {@code <UPLOAD_URL/>} stays as it is; the scheduler replaces it when it sends the result. For a file that
     * the task can do without, {@link OptionalUploads#MARK} follows it.
     *
     * @param resultName the result's name
     * @param random the number that makes the output names hard to guess, not negative
     * @param signer makes the upload certificates
     */
    public String expand(String resultName, long random, CertificateSigner signer) {
        String prefix = JobNames.outputPrefix(resultName, random);
        StringBuilder document = new StringBuilder(1500).append(parts.getFirst());
        for (int i = 0; i < between.size(); i++) {
            String value = between.get(i)
                    .map(permission -> signature(permission, DocumentText.unescape(prefix), signer))
                    .orElse(prefix);
            document.append(value).append(parts.get(i + 1));
        }
        return document.toString();
    }

    private static String signature(Permission permission, String prefix, CertificateSigner signer) {
        String name = permission.name().replace(String.valueOf(PREFIX), prefix);
        return signer.sign(name, permission.maxBytes()).strip();
    }

    /** The document of every result, but for names and signatures; and what is to be signed, in order. */
    private static String drawn(String text, List<Permission> permissions) {
        String plain = text.replace(String.valueOf(PREFIX), "").replace(String.valueOf(SIGNATURE), "");
        String named =
                OUTPUT_FILE.matcher(plain).replaceAll(match -> Matcher.quoteReplacement(PREFIX + match.group(1)));
        Set<String> optional = optionalNames(new DocumentText(named));
        return FILE_INFO.matcher(named).replaceAll(match -> {
            DocumentText file = new DocumentText(match.group(1));
            boolean uploaded = file.text().contains(UPLOAD_URL);
            if (uploaded) {
                String name = file.value("name")
                        .orElseThrow(() -> new MalformedTemplateException(
                                "A <file_info> of the output template that is to be uploaded has no <name>"));
                permissions.add(new Permission(name, maxBytes(file)));
            }
            String body = optional.contains(rawName(file, "name"))
                    ? file.text().replace(UPLOAD_URL, UPLOAD_URL + OptionalUploads.MARK)
                    : file.text();
            String certificate = uploaded ? "<xml_signature>\n" + SIGNATURE + "\n</xml_signature>\n" : "";
            return Matcher.quoteReplacement("<file_info>\n" + endLine(body) + certificate + "</file_info>");
        });
    }

    private static Set<String> optionalNames(DocumentText template) {
        return template.elements("file_ref").stream()
                .filter(reference -> reference.flag("optional"))
                .map(reference -> rawName(reference, "file_name"))
                .collect(Collectors.toSet());
    }

    private static String endLine(String body) {
        return body.stripTrailing() + "\n";
    }

    private static long maxBytes(DocumentText file) {
        String value = file.value("max_nbytes").orElse("");
        try {
            return new BigDecimal(value).longValue();
        } catch (NumberFormatException notANumber) {
            throw new MalformedTemplateException("The output template gives <max_nbytes>" + value + "</max_nbytes> for"
                    + name(file) + "; every uploaded file needs its largest size in bytes");
        }
    }

    private static void check(DocumentText template) {
        for (String tag : new String[] {"file_info", "result", "file_ref"}) {
            if (template.opened(tag) != template.elements(tag).size()) {
                throw new MalformedTemplateException("The output template opens <" + tag + "> and does not close it");
            }
        }
        if (template.elements("result").size() != 1) {
            throw new MalformedTemplateException("The output template has "
                    + template.elements("result").size() + " <result> elements; exactly one is needed");
        }
        Set<String> names = new HashSet<>();
        for (DocumentText file : template.elements("file_info")) {
            if (!OUTPUT_FILE.matcher(file.text()).find()) {
                throw new MalformedTemplateException("A <file_info> of the output template has no"
                        + " <name><OUTFILE_k/></name>: every result needs output files of its own");
            }
            names.add(rawName(file, "name"));
            if (file.text().contains(UPLOAD_URL) && maxBytes(file) <= 0) {
                throw new MalformedTemplateException("<max_nbytes> of" + name(file) + " must be more than 0");
            }
        }
        for (DocumentText reference : template.elements("file_ref")) {
            if (!names.contains(rawName(reference, "file_name"))) {
                throw new MalformedTemplateException("A <file_ref> of the output template names"
                        + rawName(reference, "file_name") + ", which no <file_info> describes");
            }
        }
    }

    private static String name(DocumentText file) {
        return " the file " + rawName(file, "name");
    }

    private static String rawName(DocumentText element, String tag) {
        return element.value(tag).orElse("(none)");
    }
}
