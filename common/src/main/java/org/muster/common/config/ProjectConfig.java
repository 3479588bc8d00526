package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What the project is and where clients find it.
 *
 * @param name short name, letters and digits, used in the client's lists
 * @param longName the name people see
 * @param directory project directory, holding the trigger files {@code stop_sched}, {@code stop_upload} …
 * @param masterUrl the project's permanent identity, with a final slash; clients reset when it changes
 * @param schedulerUrl where clients send scheduler requests
 * @param uploadUrl where clients send result files; must contain {@code file_upload_handler}
 * @param downloadUrl base of all downloads, without a final slash
 * @param formerDownloadUrls what download addresses in the rows of an adopted project begin with, where that does not
 *     end in {@code /download}; such addresses are replaced when they are sent
 */
public record ProjectConfig(
        String name,
        String longName,
        Path directory,
        URI masterUrl,
        URI schedulerUrl,
        URI uploadUrl,
        URI downloadUrl,
        List<URI> formerDownloadUrls) {

    @JsonCreator
    public ProjectConfig {
        Setting.require("project.name", name);
        Setting.require("project.directory", directory);
        Setting.require("project.masterUrl", masterUrl);
        longName = longName == null ? name : longName;
        if (!masterUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("project.masterUrl must end with a slash: " + masterUrl);
        }
        String base = masterUrl.toString().substring(0, masterUrl.toString().length() - 1);
        schedulerUrl = schedulerUrl == null ? URI.create(base + "_cgi/cgi") : schedulerUrl;
        uploadUrl = uploadUrl == null ? URI.create(base + "_cgi/file_upload_handler") : uploadUrl;
        downloadUrl = downloadUrl == null ? URI.create(base + "/download") : downloadUrl;
        if (!uploadUrl.toString().contains("file_upload_handler")) {
            throw new IllegalArgumentException(
                    "project.uploadUrl must contain file_upload_handler, or clients take it for a download: "
                            + uploadUrl);
        }
        formerDownloadUrls = formerDownloadUrls == null ? List.of() : List.copyOf(formerDownloadUrls);
    }

    /** A project whose rows hold no addresses but ordinary ones. */
    public ProjectConfig(
            String name,
            String longName,
            Path directory,
            URI masterUrl,
            URI schedulerUrl,
            URI uploadUrl,
            URI downloadUrl) {
        this(name, longName, directory, masterUrl, schedulerUrl, uploadUrl, downloadUrl, null);
    }
}
