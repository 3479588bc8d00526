package org.muster.control.files;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.files.FileAreas;

/**
 * An area of the configuration that was called by its name or its directory.
 *
 * @param kind {@link #DOWNLOADS} or {@link #UPLOADS}
 * @param areas all areas of its kind
 * @param member the area itself
 */
record NamedAreas(String kind, FileAreas areas, FileAreas.Member member) {
    static final String DOWNLOADS = "downloads";
    static final String UPLOADS = "uploads";

    /**
     * The areas of this name: one, or a download area and an upload area.
     *
     * @throws IllegalArgumentException when there is none, or it is the only one of its kind
     */
    static List<NamedAreas> of(FilesConfig files, String name) {
        List<NamedAreas> found = new ArrayList<>(of(DOWNLOADS, files.downloadAreas(), files.downloads(), name));
        found.addAll(of(UPLOADS, files.uploadAreas(), files.uploads(), name));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no area '" + name + "'; the configuration has "
                    + Stream.of(files.downloadAreas(), files.uploadAreas())
                            .flatMap(List::stream)
                            .map(AreaConfig::name)
                            .distinct()
                            .toList());
        }
        return found;
    }

    private static List<NamedAreas> of(String kind, List<AreaConfig> configured, FileAreas areas, String name) {
        for (int i = 0; i < configured.size(); i++) {
            if (configured.get(i).isCalled(name)) {
                if (configured.size() == 1) {
                    throw new IllegalArgumentException("'" + name + "' is the only area for " + kind
                            + "; append another one to files." + kind.replace("s", "") + "Areas in the configuration");
                }
                return List.of(new NamedAreas(kind, areas, areas.members().get(i)));
            }
        }
        return List.of();
    }
}
