package org.muster.scheduler.work;

import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;

/**
 * Turns stored documents into what clients get. Our rows hold file names and no addresses, so that servers can move; the
 * addresses are put in here. Rows of an adopted BOINC project hold addresses; {@link DeliveredFile} moves them. Thread-safe.
 */
public final class DocumentDelivery {

    private final FileAddresses addresses;

    /** Puts in these addresses. */
    public DocumentDelivery(FileAddresses addresses) {
        this.addresses = addresses;
    }

    /** An application version's document. */
    public Deliverable application(String document) {
        return deliverable(document, "app_version", FileKind.APPLICATION);
    }

    /** A workunit's document. */
    public Deliverable workunit(String document) {
        return deliverable(document, "workunit", FileKind.INPUT);
    }

    /** A result's document. */
    public Deliverable result(String document) {
        return deliverable(document, "result", FileKind.OUTPUT);
    }

    private Deliverable deliverable(String document, String element, FileKind kind) {
        StringBuilder files = new StringBuilder();
        String body = null;
        try {
            XmlScanner scanner = XmlScanner.of(document);
            while (scanner.next()) {
                if (scanner.name().equals("file_info")) {
                    files.append(DeliveredFile.read(scanner).xml(kind, addresses));
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
}
