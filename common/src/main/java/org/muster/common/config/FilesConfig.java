package org.muster.common.config;

import java.nio.file.Path;

/**
 * Where files are.
 *
 * @param downloadDirectory root of the files that volunteers fetch
 * @param uploadDirectory root of the files that volunteers send
 * @param fanOut number of hashed directories under each, 0 for none; BOINC's default is 1024 and must be kept
 *     for the life of an area
 * @param templateDirectory directory of the output templates' relative paths (the project directory as a rule)
 * @param archiveDirectory where the purge writes
 */
public record FilesConfig(
        Path downloadDirectory, Path uploadDirectory, Integer fanOut, Path templateDirectory, Path archiveDirectory) {
    private static final int BOINC_FAN_OUT = 1024;

    public FilesConfig {
        Setting.require("files.downloadDirectory", downloadDirectory);
        Setting.require("files.uploadDirectory", uploadDirectory);
        Setting.require("files.templateDirectory", templateDirectory);
        Setting.require("files.archiveDirectory", archiveDirectory);
        fanOut = fanOut == null ? BOINC_FAN_OUT : fanOut;
        Setting.atLeast("files.fanOut", fanOut, 0);
    }
}
