package org.muster.control.volunteer;

import java.net.URI;
import org.muster.common.protocol.XmlScanner;

/**
 * A {@code <file_info>} of a scheduler reply.
 *
 * @param name physical name
 * @param url where to fetch it from or send it to
 * @param md5 digest of an input file, empty for others
 * @param signature code signature of an application's file, empty for others
 * @param bytes exact size of a file to be fetched
 * @param maxBytes largest size of a file to be sent
 * @param certificate upload certificate, as it stands in the reply
 * @param executable whether it is run
 */
public record FileDescription(
        String name,
        URI url,
        String md5,
        String signature,
        long bytes,
        long maxBytes,
        String certificate,
        boolean executable) {

    /** Reads the element that the scanner stands at. */
    static FileDescription read(XmlScanner scanner) {
        String name = "";
        URI url = URI.create("");
        String md5 = "";
        String signature = "";
        String certificate = "";
        long bytes = 0;
        long maxBytes = 0;
        boolean executable = false;
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "name" -> name = scanner.text();
                case "url" -> url = URI.create(scanner.text());
                case "md5_cksum" -> md5 = scanner.text();
                case "file_signature" -> signature = scanner.raw().strip();
                case "xml_signature" -> certificate = scanner.raw().strip();
                case "nbytes" -> bytes = (long) scanner.real(0);
                case "max_nbytes" -> maxBytes = (long) scanner.real(0);
                case "executable" -> executable = scanner.flag();
                default -> scanner.skip();
            }
        }
        return new FileDescription(name, url, md5, signature, bytes, maxBytes, certificate, executable);
    }
}
