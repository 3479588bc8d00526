package org.muster.scheduler.work;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.files.AreaOrder;
import org.muster.common.files.FanOut;

/**
 * Where clients fetch and send files, as the configuration has it now. Clients try the addresses of a file in the order in
 * which they are given. Immutable.
 */
public final class FileAddresses {
    private static final String TWIN = ".gz";

    private final List<Area> downloads;
    private final List<Area> uploads;
    private final FanOut layout;
    private final List<String> former;

    private record Area(List<String> urls, boolean open) {
        static List<Area> of(List<AreaConfig> areas, URI standard) {
            return areas.stream()
                    .map(area -> new Area(area.urlsOr(standard), area.open()))
                    .toList();
        }
    }

    /** The addresses of a project with these areas. */
    public FileAddresses(ProjectConfig project, FilesConfig files) {
        this.downloads = Area.of(files.downloadAreas(), project.downloadUrl());
        this.uploads = Area.of(files.uploadAreas(), project.uploadUrl());
        this.layout = files.layout();
        this.former = project.formerDownloadUrls().stream()
                .map(url -> url.toString().replaceFirst("/*$", "/"))
                .toList();
    }

    /** Addresses of an input file: first those of the area that new files of this name go to. */
    List<String> input(String name) {
        return inOrder(downloads, name)
                .map(url -> url + "/" + layout.path(name))
                .toList();
    }

    /** Addresses of the compressed twin of an input file, which lies beside it. */
    List<String> twin(String name) {
        return input(name).stream().map(url -> url + TWIN).toList();
    }

    /** Addresses of a file of an application version, which lie in the first area, at the top. */
    List<String> application(String path) {
        return downloads.getFirst().urls().stream().map(url -> url + "/" + path).toList();
    }

    /** Addresses of the upload handlers for an output file: first the one whose area the file goes to. */
    List<String> upload(String name) {
        return inOrder(uploads, name).toList();
    }

    /** What the configuration says that stored addresses used to begin with, each with its final slash. */
    List<String> former() {
        return former;
    }

    private static Stream<String> inOrder(List<Area> areas, String name) {
        List<Area> ordered =
                AreaOrder.of(name, areas.size()).stream().map(areas::get).toList();
        Stream<Area> open = ordered.stream().filter(Area::open);
        Stream<Area> closed = ordered.stream().filter(area -> !area.open());
        return Stream.concat(open, closed).flatMap(area -> area.urls().stream()).distinct();
    }
}
