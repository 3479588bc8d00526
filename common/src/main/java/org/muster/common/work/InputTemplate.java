package org.muster.common.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.protocol.XmlText;

/**
 * An input template ({@code templates/NAME_in}) as BOINC projects write it: a {@code <file_info>} for each input file, and
 * a {@code <workunit>} that says under which name the application opens it, and what the job needs. The n-th
 * {@code <file_ref>} belongs to the n-th {@code <file_info>}.
 *
 * <p>Elements that are not known here go to the client as they are. Immutable and safe for use by several threads.
 */
public final class InputTemplate {

    /** Elements of {@code <workunit>} that are columns of the row and not part of its document. */
    private static final Set<String> SETTINGS = Set.of(
            "rsc_fpops_est",
            "rsc_fpops_bound",
            "rsc_memory_bound",
            "rsc_disk_bound",
            "rsc_bandwidth_bound",
            "delay_bound",
            "min_quorum",
            "target_nresults",
            "max_error_results",
            "max_total_results",
            "max_success_results",
            "batch",
            "size_class");

    /** Where the file of a {@code <file_info>} comes from. */
    public enum Source {
        /** The template names it, and it has been staged. */
        STAGED,
        /** The template says where it is; its name is given with the job. */
        REMOTE,
        /** It is given with the job. */
        GIVEN
    }

    /**
     * One {@code <file_info>}.
     *
     * @param name the physical name, where the template gives one
     * @param gzip whether clients fetch a compressed twin
     * @param shared whether the file stays when the workunit is deleted ({@code <no_delete/>})
     */
    public record Slot(Source source, String name, boolean gzip, boolean shared, Remote remote, String more) {

        /** The file of this slot, of source REMOTE, for the name given with the job. */
        public JobFile remoteFile(String given) {
            List<String> urls = remote.urls().stream().map(base -> base + given).toList();
            return new JobFile(given, remote.md5(), remote.bytes(), gzip ? remote.gzippedBytes() : 0, urls);
        }
    }

    /** What a template says of a file that lies elsewhere: base addresses, and sizes in bytes. */
    private record Remote(List<String> urls, String md5, long bytes, long gzippedBytes) {}

    private record Reference(String openName, boolean copied, String more) {}

    private final List<Slot> slots = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final StringBuilder more = new StringBuilder();
    private String commandLine = "";

    private InputTemplate() {}

    /**
     * Reads a template; the {@code <input_template>} around it may be missing.
     *
     * @throws MalformedTemplateException if no workunit could be made from it; the message says what to write
     */
    public static InputTemplate parse(String raw) {
        InputTemplate template = new InputTemplate();
        int workunits;
        try {
            workunits = template.read(XmlScanner.of(DocumentText.of(raw).text()));
        } catch (XmlDialectException broken) {
            throw new MalformedTemplateException("The input template cannot be read: " + broken.getMessage());
        }
        if (workunits != 1) {
            throw new MalformedTemplateException(
                    "The input template has " + workunits + " <workunit> elements; exactly one is needed");
        }
        if (template.slots.isEmpty()) {
            throw new MalformedTemplateException(
                    "The input template has no <file_info>; a workunit needs an input file");
        }
        if (template.slots.size() != template.references.size()) {
            throw new MalformedTemplateException("The input template has " + template.slots.size()
                    + " <file_info> and " + template.references.size()
                    + " <file_ref> elements; every file needs one of each, in the same order");
        }
        return template;
    }

    /** The files, in order. */
    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    /** How many files are given with a job. */
    public int given() {
        return (int)
                slots.stream().filter(slot -> slot.source() != Source.STAGED).count();
    }

    /** What it says of needs and replication, by element name; the values are numbers. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /**
     * The text for {@code workunit.xml_doc}.
     *
     * @param files a file for each slot
     * @param given the job's command line; empty for the template's
     * @param further elements to be added to the {@code <workunit>}; may be empty
     * @throws IllegalArgumentException when the template has a command line too, or two files have one name
     */
    public String document(List<JobFile> files, String given, String further) {
        if (!given.isBlank() && !commandLine.isBlank()) {
            throw new IllegalArgumentException("a command line is given ('" + given.strip()
                    + "'), but the input template has one already ('" + commandLine + "')");
        }
        if (files.stream().map(JobFile::name).distinct().count() < files.size()) {
            throw new IllegalArgumentException("two input files of one workunit have the same name: "
                    + files.stream().map(JobFile::name).toList());
        }
        StringBuilder xml = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            describe(files.get(i), slots.get(i), xml);
        }
        xml.append("<workunit>\n");
        for (int i = 0; i < files.size(); i++) {
            refer(files.get(i), references.get(i), xml);
        }
        String command = given.isBlank() ? commandLine : given.strip();
        if (!command.isEmpty()) {
            xml.append(element("command_line", command));
        }
        return xml.append(more).append(endLine(further)).append("</workunit>\n").toString();
    }

    private static void describe(JobFile file, Slot slot, StringBuilder xml) {
        xml.append("<file_info>\n").append(element("name", file.name()));
        for (String url : file.urls()) {
            xml.append(element("url", url));
            if (file.gzippedBytes() > 0) {
                xml.append(element("gzipped_url", url + ".gz"));
            }
        }
        if (file.gzippedBytes() > 0) {
            xml.append(file.urls().isEmpty() ? "<gzip/>\n" : "");
            xml.append(element("gzipped_nbytes", Long.toString(file.gzippedBytes())));
        }
        xml.append(element("md5_cksum", file.md5())).append(element("nbytes", Long.toString(file.bytes())));
        xml.append(slot.more()).append("</file_info>\n");
    }

    private static void refer(JobFile file, Reference reference, StringBuilder xml) {
        xml.append("<file_ref>\n").append(element("file_name", file.name()));
        xml.append(element("open_name", reference.openName().isEmpty() ? file.name() : reference.openName()));
        xml.append(reference.copied() ? "<copy_file/>\n" : "").append(reference.more());
        xml.append("</file_ref>\n");
    }

    private int read(XmlScanner scanner) {
        int workunits = 0;
        while (scanner.next()) {
            switch (scanner.name()) {
                case "input_template" -> {
                    scanner.enter();
                    workunits += read(scanner);
                }
                case "file_info" -> slots.add(slot(scanner));
                case "workunit" -> {
                    workunits++;
                    workunit(scanner);
                }
                default -> scanner.skip();
            }
        }
        return workunits;
    }

    private static Slot slot(XmlScanner scanner) {
        String name = "";
        boolean gzip = false;
        boolean shared = false;
        List<String> urls = new ArrayList<>();
        String md5 = "";
        long bytes = 0;
        long gzippedBytes = 0;
        StringBuilder more = new StringBuilder();
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "number" -> scanner.skip();
                case "physical_name" -> name = scanner.text();
                case "gzip" -> gzip = scanner.flag();
                case "url" -> urls.add(scanner.text());
                case "md5_cksum" -> md5 = scanner.text();
                case "nbytes" -> bytes = (long) scanner.real(0);
                case "gzipped_nbytes" -> gzippedBytes = (long) scanner.real(0);
                default -> {
                    shared |= scanner.name().equals("no_delete");
                    more.append(scanner.outer()).append('\n');
                }
            }
        }
        Source source = name.isEmpty() ? bytes > 0 ? Source.REMOTE : Source.GIVEN : Source.STAGED;
        if (source == Source.REMOTE && (urls.isEmpty() || md5.isEmpty() || (gzip && gzippedBytes <= 0))) {
            throw new MalformedTemplateException("A <file_info> of the input template says how large its file is; of"
                    + " a file that lies elsewhere <url>, <md5_cksum> and <nbytes> are needed, with <gzip/> also"
                    + " <gzipped_nbytes>");
        }
        return new Slot(source, name, gzip, shared, new Remote(urls, md5, bytes, gzippedBytes), more.toString());
    }

    private void workunit(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            String element = scanner.name();
            if (element.equals("file_ref")) {
                references.add(reference(scanner));
            } else if (element.equals("command_line")) {
                commandLine = scanner.text();
            } else if (SETTINGS.contains(element)) {
                settings.put(element, scanner.text());
            } else {
                more.append(scanner.outer()).append('\n');
            }
        }
    }

    private static Reference reference(XmlScanner scanner) {
        String openName = "";
        boolean copied = false;
        StringBuilder more = new StringBuilder();
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "file_number", "file_name" -> scanner.skip();
                case "open_name" -> openName = scanner.text();
                case "copy_file" -> copied = scanner.flag();
                default -> more.append(scanner.outer()).append('\n');
            }
        }
        if (openName.isEmpty() && !copied) {
            throw new MalformedTemplateException("A <file_ref> of the input template has neither <open_name> nor"
                    + " <copy_file/>: the application could not find the file");
        }
        return new Reference(openName, copied, more.toString());
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + XmlText.escape(value) + "</" + name + ">\n";
    }

    private static String endLine(String text) {
        return text.isBlank() ? "" : text.strip() + "\n";
    }
}
