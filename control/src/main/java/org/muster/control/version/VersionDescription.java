package org.muster.control.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.control.UserErrorException;

/**
 * What {@code version.xml} says ({@code protocol/06-operator.md}).
 *
 * @param entries what it says of single files
 * @param apiVersion release of the BOINC library in the program, empty when it is to be found there
 * @param filePrefix what the client puts before logical names; empty for nothing
 * @param flags names of the elements {@code dont_throttle}, {@code needs_network}, {@code is_wrapper} that are set
 * @param beta whether only volunteers who test get it
 */
record VersionDescription(List<Entry> entries, String apiVersion, String filePrefix, List<String> flags, boolean beta) {

    /** What is said of one file; see {@link VersionFile}. */
    record Entry(
            String name, String logicalName, boolean mainProgram, boolean copied, boolean gzip, List<String> urls) {

        /** A file of which nothing is said. */
        static Entry of(String name) {
            return new Entry(name, "", false, false, false, List.of());
        }
    }

    /** The description of a version without {@code version.xml}. */
    static VersionDescription ofSingleFile(Set<String> names) {
        List<Entry> entries = names.size() == 1
                ? List.of(new Entry(names.iterator().next(), "", true, false, false, List.of()))
                : List.of();
        return new VersionDescription(entries, "", "", List.of(), false);
    }

    static VersionDescription read(Path xml) throws IOException {
        Reader reader = new Reader();
        try {
            XmlScanner scanner = XmlScanner.of(Files.readString(xml));
            while (scanner.next()) {
                if (scanner.name().equals("version")) {
                    reader.version(scanner);
                }
            }
        } catch (XmlDialectException broken) {
            throw new UserErrorException(xml + " cannot be read: " + broken.getMessage());
        }
        if (!reader.found) {
            throw new UserErrorException(xml + " has no <version>");
        }
        if (reader.entries.stream().anyMatch(entry -> entry.name().isEmpty())) {
            throw new UserErrorException(xml + ": a <file> has no <physical_name>");
        }
        return new VersionDescription(
                List.copyOf(reader.entries), reader.apiVersion, reader.filePrefix, reader.flags, reader.beta);
    }

    private static final class Reader {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();
        private String apiVersion = "";
        private String filePrefix = "";
        private boolean beta;
        private boolean found;

        void version(XmlScanner scanner) {
            found = true;
            scanner.enter();
            while (scanner.next()) {
                String element = scanner.name();
                switch (element) {
                    case "file" -> entries.add(file(scanner));
                    case "api_version" -> apiVersion = scanner.text();
                    case "file_prefix" -> filePrefix = scanner.text();
                    case "beta" -> beta = isSet(scanner);
                    case "dont_throttle", "needs_network", "is_wrapper" -> {
                        if (isSet(scanner)) {
                            flags.add(element);
                        }
                    }
                    default -> scanner.skip();
                }
            }
        }

        private static Entry file(XmlScanner scanner) {
            String name = "";
            String logicalName = "";
            boolean mainProgram = false;
            boolean copied = false;
            boolean gzip = false;
            List<String> urls = new ArrayList<>();
            scanner.enter();
            while (scanner.next()) {
                switch (scanner.name()) {
                    case "physical_name" -> name = scanner.text();
                    case "logical_name" -> logicalName = scanner.text();
                    case "main_program" -> mainProgram = isSet(scanner);
                    case "copy_file" -> copied = isSet(scanner);
                    case "gzip" -> gzip = isSet(scanner);
                    case "url" -> urls.add(scanner.text());
                    default -> scanner.skip();
                }
            }
            return new Entry(name, logicalName, mainProgram, copied, gzip, List.copyOf(urls));
        }

        /** Here {@code <flag></flag>} is set too. */
        private static boolean isSet(XmlScanner scanner) {
            String text = scanner.text();
            return text.isEmpty() || !text.equals("0");
        }
    }
}
