package org.muster.control.version;

import java.util.List;
import org.muster.common.protocol.XmlWriter;

/** The text for {@code app_version.xml_doc}. Rows hold names and no addresses of ours; the scheduler puts those in. */
final class VersionDocument {
    private VersionDocument() {}

    /**
     * A file as it was published.
     *
     * @param signature its signature
     * @param bytes its size
     * @param gzippedBytes size of its compressed twin; 0 when there is none
     */
    record Published(VersionFile file, String signature, long bytes, long gzippedBytes) {}

    static String xml(VersionDirectory version, String apiVersion, VersionDescription more, List<Published> files) {
        XmlWriter xml = new XmlWriter();
        files.forEach(file -> describe(file, xml));
        xml.open("app_version").element("app_name", version.app()).element("version_num", version.number());
        if (!apiVersion.isEmpty()) {
            xml.element("api_version", apiVersion);
        }
        files.forEach(file -> refer(file.file(), xml));
        more.flags().forEach(xml::flag);
        if (!more.filePrefix().isEmpty()) {
            xml.element("file_prefix", more.filePrefix());
        }
        return xml.close("app_version").toString();
    }

    private static void describe(Published published, XmlWriter xml) {
        VersionFile file = published.file();
        xml.open("file_info").element("name", file.name());
        for (String url : file.urls()) {
            xml.element("url", url);
            if (published.gzippedBytes() > 0) {
                xml.element("gzipped_url", url + ".gz");
            }
        }
        if (file.executable()) {
            xml.flag("executable");
        }
        xml.raw("<file_signature>\n" + published.signature().strip() + "\n</file_signature>\n");
        xml.element("nbytes", published.bytes());
        if (published.gzippedBytes() > 0) {
            if (file.urls().isEmpty()) {
                xml.flag("gzip");
            }
            xml.element("gzipped_nbytes", published.gzippedBytes());
        }
        xml.close("file_info");
    }

    private static void refer(VersionFile file, XmlWriter xml) {
        xml.open("file_ref").element("file_name", file.name());
        if (file.mainProgram()) {
            xml.flag("main_program");
        }
        if (!file.logicalName().isEmpty()) {
            xml.element("open_name", file.logicalName());
        }
        if (file.copied()) {
            xml.flag("copy_file");
        }
        xml.close("file_ref");
    }
}
