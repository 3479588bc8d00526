package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;

/**
 * Where files are.
 *
 * @param downloadDirectory root of the files that volunteers fetch: short for {@code downloadAreas} with this one; else
 *     the first of them, in which application files are
 * @param uploadDirectory root of the files that volunteers send: short for {@code uploadAreas} with this one
 * @param fanOut number of hashed directories in each directory, 0 for none, default 1024 as BOINC has it. It changes
 *     only by way of {@code otherLayout}
 * @param templateDirectory directory of the output templates' relative paths (the project directory as a rule)
 * @param archiveDirectory where the purge writes
 * @param fanOutLevels levels of hashed directories, default 1 as BOINC has it, most 4
 * @param otherLayout another layout in which files may lie, while the areas are being re-hashed; none as a rule
 * @param downloadAreas every download area. The order must stay as it is; new ones are appended
 * @param uploadAreas every upload area, likewise
 * @param watermarks when a filling disk slows the project down
 * @param upload how uploads are taken
 */
public record FilesConfig(
        Path downloadDirectory,
        Path uploadDirectory,
        Integer fanOut,
        Path templateDirectory,
        Path archiveDirectory,
        Integer fanOutLevels,
        LayoutConfig otherLayout,
        List<AreaConfig> downloadAreas,
        List<AreaConfig> uploadAreas,
        WatermarksConfig watermarks,
        UploadConfig upload) {
    private static final String HANDLER = "file_upload_handler";

    @JsonCreator
    public FilesConfig {
        downloadAreas = areas("files.download", downloadDirectory, downloadAreas);
        uploadAreas = areas("files.upload", uploadDirectory, uploadAreas);
        downloadDirectory = downloadAreas.getFirst().directory();
        uploadDirectory = uploadAreas.getFirst().directory();
        Setting.require("files.templateDirectory", templateDirectory);
        Setting.require("files.archiveDirectory", archiveDirectory);
        LayoutConfig present = new LayoutConfig(fanOut, fanOutLevels);
        fanOut = present.fanOut();
        fanOutLevels = present.levels();
        watermarks = watermarks == null ? WatermarksConfig.defaults() : watermarks;
        upload = upload == null ? UploadConfig.defaults() : upload;
        uploadAreas.stream()
                .flatMap(area -> area.urls().stream())
                .filter(url -> !url.toString().contains(HANDLER))
                .forEach(url -> {
                    throw new IllegalArgumentException("the URL of an upload area must contain " + HANDLER
                            + ", or clients take it for a download: " + url);
                });
    }

    /** One area of each kind, one level of directories. */
    public FilesConfig(
            Path downloadDirectory,
            Path uploadDirectory,
            Integer fanOut,
            Path templateDirectory,
            Path archiveDirectory) {
        this(
                downloadDirectory,
                uploadDirectory,
                fanOut,
                templateDirectory,
                archiveDirectory,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with other areas. */
    public FilesConfig withAreas(List<AreaConfig> downloads, List<AreaConfig> uploads) {
        return new FilesConfig(
                null,
                null,
                fanOut,
                templateDirectory,
                archiveDirectory,
                fanOutLevels,
                otherLayout,
                downloads,
                uploads,
                watermarks,
                upload);
    }

    /** The same with new files in one layout, and others perhaps still in another, which may be {@code null}. */
    public FilesConfig withLayout(LayoutConfig present, LayoutConfig other) {
        return new FilesConfig(
                null,
                null,
                present.fanOut(),
                templateDirectory,
                archiveDirectory,
                present.levels(),
                other,
                downloadAreas,
                uploadAreas,
                watermarks,
                upload);
    }

    /** The same with other marks. */
    public FilesConfig withWatermarks(WatermarksConfig other) {
        return new FilesConfig(
                null,
                null,
                fanOut,
                templateDirectory,
                archiveDirectory,
                fanOutLevels,
                otherLayout,
                downloadAreas,
                uploadAreas,
                other,
                upload);
    }

    /** How files are spread over directories. */
    public FanOut layout() {
        return new FanOut(fanOut, fanOutLevels);
    }

    /** All download areas. */
    public FileAreas downloads() {
        return fileAreas(downloadAreas);
    }

    /** All upload areas. */
    public FileAreas uploads() {
        return fileAreas(uploadAreas);
    }

    private FileAreas fileAreas(List<AreaConfig> areas) {
        Optional<FanOut> other =
                Optional.ofNullable(otherLayout).map(LayoutConfig::layout).filter(layout -> !layout.equals(layout()));
        return new FileAreas(areas.stream()
                .map(area -> new FileAreas.Member(new FileArea(area.directory(), layout()), other, area.open()))
                .toList());
    }

    private static List<AreaConfig> areas(String key, Path directory, List<AreaConfig> areas) {
        if (areas == null || areas.isEmpty()) {
            Setting.require(key + "Directory", directory);
            return List.of(new AreaConfig(directory, null, null));
        }
        if (directory != null && !directory.equals(areas.getFirst().directory())) {
            throw new IllegalArgumentException(key + "Directory is " + directory + ", but " + key + "Areas begin with "
                    + areas.getFirst().directory() + "; leave one of the two out");
        }
        if (areas.stream().map(AreaConfig::directory).distinct().count() < areas.size()) {
            throw new IllegalArgumentException(key + "Areas name the same directory twice");
        }
        if (areas.stream().map(AreaConfig::name).distinct().count() < areas.size()) {
            throw new IllegalArgumentException(key + "Areas have the same name twice");
        }
        return List.copyOf(areas);
    }
}
