package org.muster.common.work;

import static org.muster.common.work.DocumentText.escape;

import java.util.List;

/**
 * What a workunit tells the client: its input files and its command line. Rows hold names and no URLs; the
 * scheduler adds the URL of each file when it sends the work, so a project can move its download servers at any
 * time. Immutable.
 *
 * @param files the input files, in the order in which the application expects them; at least one
 * @param commandLine what the client appends to the application's command line; may be empty
 */
public record InputDocument(List<InputFile> files, String commandLine) {

    /** Refuses a document without any file, and one with two files of the same physical or logical name. */
    public InputDocument {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A workunit needs at least one input file");
        }
        long physical = files.stream().map(InputFile::physicalName).distinct().count();
        long logical = files.stream().map(InputFile::logicalName).distinct().count();
        if (physical < files.size() || logical < files.size()) {
            throw new IllegalArgumentException("Two input files of a workunit have the same name: " + files);
        }
    }

    /**
     * The text for {@code workunit.xml_doc}. Every {@code <file_info>} and {@code <workunit>} stands alone on its
     * line, because the scheduler inserts lines right after it when it sends the work.
     */
    public String xml() {
        StringBuilder xml = new StringBuilder();
        for (InputFile file : files) {
            xml.append("<file_info>\n<name>").append(file.physicalName()).append("</name>\n");
            if (file.keep()) {
                xml.append("<no_delete/>\n");
            }
            if (file.gzippedBytes() > 0) {
                xml.append("<gzip/>\n<gzipped_nbytes>")
                        .append(file.gzippedBytes())
                        .append("</gzipped_nbytes>\n");
            }
            xml.append("<md5_cksum>").append(file.md5()).append("</md5_cksum>\n");
            xml.append("<nbytes>").append(file.bytes()).append("</nbytes>\n</file_info>\n");
        }
        xml.append("<workunit>\n");
        for (InputFile file : files) {
            xml.append("<file_ref>\n<file_name>").append(file.physicalName()).append("</file_name>\n");
            xml.append("<open_name>").append(escape(file.logicalName())).append("</open_name>\n");
            xml.append("<copy_file/>\n</file_ref>\n");
        }
        if (!commandLine.isBlank()) {
            xml.append("<command_line>").append(escape(commandLine.strip())).append("</command_line>\n");
        }
        return xml.append("</workunit>\n").toString();
    }
}
