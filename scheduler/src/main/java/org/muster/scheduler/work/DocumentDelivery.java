package org.muster.scheduler.work;

import org.muster.common.config.ProjectConfig;
import org.muster.common.files.FanOut;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.protocol.XmlText;
import org.muster.common.work.OptionalUploads;

/**
 * Turns stored documents into what clients get. Our rows hold file names and no addresses, so that servers can move;
 * the addresses are put in here. Rows of an adopted BOINC project hold addresses: those below a {@code /download/} and
 * those of an upload handler are moved to ours, others (mirrors) are left. Thread-safe.
 */
public final class DocumentDelivery {

    private static final String DOWNLOAD = "/download/";
    private static final String UPLOAD_HANDLER = "file_upload_handler";

    private final String downloads;
    private final String uploads;
    private final FanOut fanOut;

    /**
     * @param project where clients fetch and send files
     * @param fanOut how input files are spread over directories; application files lie flat
     */
    public DocumentDelivery(ProjectConfig project, FanOut fanOut) {
        this.downloads = project.downloadUrl().toString();
        this.uploads = project.uploadUrl().toString();
        this.fanOut = fanOut;
    }

    /** Where one file's address comes from. */
    private interface Address {
        String of(String fileName);
    }

    /** An application version's document. */
    public Deliverable application(String document) {
        return deliverable(document, "app_version", name -> downloads + "/" + name);
    }

    /** A workunit's document. */
    public Deliverable workunit(String document) {
        return deliverable(document, "workunit", name -> downloads + "/" + fanOut.path(name));
    }

    /** A result's document. */
    public Deliverable result(String document) {
        return deliverable(document, "result", name -> uploads);
    }

    private Deliverable deliverable(String document, String element, Address address) {
        StringBuilder files = new StringBuilder();
        String body = null;
        try {
            XmlScanner scanner = XmlScanner.of(document);
            while (scanner.next()) {
                if (scanner.name().equals("file_info")) {
                    files.append(file(scanner, address));
                } else if (scanner.name().equals(element)) {
                    body = scanner.raw().strip();
                }
            }
        } catch (XmlDialectException broken) {
            throw new UnsendableDocumentException("the document cannot be read: " + broken.getMessage(), broken);
        }
        if (body == null) {
            throw new UnsendableDocumentException("the document has no <" + element + ">", null);
        }
        return new Deliverable(files.toString(), body.isEmpty() ? "" : body + "\n");
    }

    private String file(XmlScanner scanner, Address address) {
        StringBuilder file = new StringBuilder("<file_info>\n");
        String name = "";
        boolean addressed = false;
        scanner.enter();
        while (scanner.next()) {
            String child = scanner.name();
            switch (child) {
                case "name" -> {
                    name = scanner.text();
                    line(file, child, name);
                }
                case "url", "download_url", "upload_url", "gzipped_url" -> {
                    addressed = true;
                    String stored = scanner.outer();
                    line(file, child, moved(stored, address, name));
                }
                default -> file.append(scanner.outer()).append('\n');
            }
        }
        if (name.isEmpty()) {
            throw new UnsendableDocumentException("a <file_info> has no <name>", null);
        }
        if (!addressed) {
            line(file, "url", address.of(name));
        }
        return file.append("</file_info>\n").toString();
    }

    /** The address to send instead of a stored one, given as its whole element. */
    private String moved(String stored, Address address, String name) {
        if (stored.contains("<UPLOAD_URL")) {
            return stored.contains(OptionalUploads.MARK) ? uploads + OptionalUploads.MARK : uploads;
        }
        XmlScanner scanner = XmlScanner.of(stored);
        String url = scanner.next() ? scanner.text() : "";
        int download = url.lastIndexOf(DOWNLOAD);
        if (url.isEmpty()) {
            return address.of(name);
        }
        if (url.contains(UPLOAD_HANDLER)) {
            return uploads;
        }
        return download < 0 ? url : downloads + "/" + url.substring(download + DOWNLOAD.length());
    }

    private static void line(StringBuilder file, String element, String value) {
        file.append('<').append(element).append('>').append(XmlText.escape(value));
        file.append("</").append(element).append(">\n");
    }
}
