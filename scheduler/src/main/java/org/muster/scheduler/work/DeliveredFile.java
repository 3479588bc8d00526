package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.protocol.XmlText;
import org.muster.common.work.OptionalUploads;

/**
 * A {@code <file_info>} of a stored document. Without an address it gets those of its kind. Of the addresses that rows of an
 * adopted project hold, those that were the project's own are replaced by ours, which are
 *
 * <ul>
 *   <li>the place for the upload address, {@code <UPLOAD_URL/>};
 *   <li>the address of an upload handler;
 *   <li>what begins with one of the configured former download URLs;
 *   <li>what has {@code /download/} in it.
 * </ul>
 *
 * <p>Others are mirrors, and left.
 */
record DeliveredFile(String name, List<Child> children) {
    private static final String DOWNLOAD = "/download/";
    private static final String UPLOAD_HANDLER = "file_upload_handler";
    private static final Set<String> ADDRESSES = Set.of("url", "download_url", "upload_url", "gzipped_url");
    private static final String TWIN_ADDRESS = "gzipped_url";
    private static final String TWIN = ".gz";

    /** An element of it, with its tags. */
    private record Child(String element, String outer) {}

    /** Reads the element at which the scanner stands. */
    static DeliveredFile read(XmlScanner scanner) {
        List<Child> children = new ArrayList<>();
        String name = "";
        scanner.enter();
        while (scanner.next()) {
            String element = scanner.name();
            if (element.equals("name")) {
                name = scanner.text();
                children.add(new Child(element, line(element, name).strip()));
            } else {
                children.add(new Child(element, scanner.outer()));
            }
        }
        if (name.isEmpty()) {
            throw new UnsendableDocumentException("a <file_info> has no <name>", null);
        }
        return new DeliveredFile(name, children);
    }

    /** What the client gets. */
    String xml(FileKind kind, FileAddresses addresses) {
        // A file's address is given once, wherever it comes from.
        Set<String> lines = new LinkedHashSet<>();
        boolean addressed = false;
        boolean compressed = false;
        for (Child child : children) {
            if (ADDRESSES.contains(child.element())) {
                addressed = true;
                moved(child, kind, addresses).forEach(url -> lines.add(line(child.element(), url)));
            } else if (child.element().equals("gzip")) {
                compressed = true;
            } else {
                lines.add(child.outer() + "\n");
            }
        }
        if (!addressed) {
            kind.addresses(addresses, name).forEach(url -> lines.add(line("url", url)));
        }
        if (!addressed && compressed) {
            kind.twinAddresses(addresses, name).forEach(url -> lines.add(line(TWIN_ADDRESS, url)));
        }
        return "<file_info>\n" + String.join("", lines) + "</file_info>\n";
    }

    /** The addresses to send instead of a stored one. */
    private List<String> moved(Child child, FileKind kind, FileAddresses addresses) {
        if (child.outer().contains("<UPLOAD_URL")) {
            String mark = child.outer().contains(OptionalUploads.MARK) ? OptionalUploads.MARK : "";
            return addresses.upload(name).stream().map(url -> url + mark).toList();
        }
        XmlScanner scanner = XmlScanner.of(child.outer());
        String url = scanner.next() ? scanner.text() : "";
        if (url.isEmpty()) {
            return kind.addresses(addresses, name);
        }
        if (url.contains(UPLOAD_HANDLER)) {
            return addresses.upload(name);
        }
        String path = pathOfOurs(url, addresses);
        if (path.isEmpty()) {
            return List.of(url);
        }
        // The directory of an input file follows from its name, whatever the layout was when the row was written.
        boolean isTwin = path.endsWith("/" + name + TWIN) || path.equals(name + TWIN);
        return switch (kind) {
            case APPLICATION, OUTPUT -> addresses.application(path);
            case INPUT -> isTwin ? addresses.twin(name) : addresses.input(name);
        };
    }

    /** What follows the download URL of an address that was the project's own; empty for another's. */
    private static String pathOfOurs(String url, FileAddresses addresses) {
        for (String former : addresses.former()) {
            if (url.startsWith(former)) {
                return url.substring(former.length());
            }
        }
        int download = url.lastIndexOf(DOWNLOAD);
        return download < 0 ? "" : url.substring(download + DOWNLOAD.length());
    }

    private static String line(String element, String value) {
        return "<" + element + ">" + XmlText.escape(value) + "</" + element + ">\n";
    }
}
