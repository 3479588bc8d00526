package org.muster.filedeleter.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.common.files.FileNames;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;

/**
 * The input files that a workunit names.
 *
 * @param id the workunit's id
 * @param name the workunit's name
 * @param createTime Unix seconds
 * @param files those of its files that can be in the download area, in the document's order
 */
public record WorkunitInputs(long id, String name, long createTime, List<DocumentFile> files) {

    private static final char ENDING = '.';

    /** A workunit with this in its name keeps its input files: BOINC's way to name work that is issued again. */
    private static final String KEEPS_INPUTS = "nodelete";

    /** Copies the list. */
    public WorkunitInputs {
        files = List.copyOf(files);
    }

    /** Reads the columns {@code id}, {@code name}, {@code create_time} and {@code xml_doc}. */
    static WorkunitInputs row(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("xml_doc");
        DocumentFiles files = DocumentFiles.of(document == null ? "" : new String(document, UTF_8));
        return new WorkunitInputs(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("create_time"),
                files.files().stream()
                        .filter(file -> FileNames.isLegal(file.name()))
                        .toList());
    }

    /** Whether the workunit's name says that its input files are to stay. */
    public static boolean keepsInputs(String workunitName) {
        return workunitName.contains(KEEPS_INPUTS);
    }

    /** The only workunit whose own file this can be: {@code NAME} of {@code NAME.ENDING}; empty if it can be nobody's. */
    public static String ownerOf(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf(ENDING)));
    }

    /** Whether a file is called after this workunit, so that it needs no reference unless another one names it too. */
    boolean owns(String file) {
        return ownerOf(file).equals(name);
    }
}
