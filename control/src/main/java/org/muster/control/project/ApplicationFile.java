package org.muster.control.project;

import java.util.Locale;
import org.muster.common.files.FileDigest;

/**
 * One file of an application version.
 *
 * @param logicalName the name the application opens it under
 * @param content its bytes
 * @param mainProgram whether it is the program that the client starts
 */
public record ApplicationFile(String logicalName, byte[] content, boolean mainProgram) {
    /**
     * The name under which volunteers keep it. Equal names must mean equal bytes for ever, so the beginning of
     * the digest is part of it.
     */
    String physicalName(int versionNumber, String platform) {
        String version = String.format(Locale.ROOT, "%d.%02d", versionNumber / 100, versionNumber % 100);
        String digest = FileDigest.of(content).md5().substring(0, 8);
        int dot = logicalName.lastIndexOf('.');
        String base = dot < 0 ? logicalName : logicalName.substring(0, dot);
        String ending = dot < 0 ? "" : logicalName.substring(dot);
        return mainProgram
                ? base + "_" + version + "_" + digest + "_" + platform + ending
                : base + "_" + version + "_" + digest + ending;
    }
}
