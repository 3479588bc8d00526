package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * One file area: a directory, on any device, and where clients reach it.
 *
 * @param directory its top directory. Make it a directory below the mount point of its device, so that a device that is
 *     not mounted is seen to be away
 * @param urls where clients reach it. Of a download area the addresses of all servers and mirrors that have its files,
 *     in the order in which clients try them; of an upload area those of its handlers. Empty: the project's own URL
 * @param open whether new files are written to it; default true. A closed one is only read and emptied
 * @param name what operators call it; a download and an upload area may have the same one. Default: its directory
 */
public record AreaConfig(Path directory, List<URI> urls, Boolean open, String name) {
    @JsonCreator
    public AreaConfig {
        Setting.require("directory of every file area", directory);
        urls = urls == null ? List.of() : List.copyOf(urls);
        open = open == null ? Boolean.TRUE : open;
        name = name == null ? directory.toString() : name;
    }

    /** An area that is called by its directory. */
    public AreaConfig(Path directory, List<URI> urls, Boolean open) {
        this(directory, urls, open, null);
    }

    /** Whether an operator means this area: by its name, or by its directory however that is written. */
    public boolean isCalled(String text) {
        return name.equals(text) || absolute(directory).equals(absolute(Path.of(text)));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** The addresses without a final slash; {@code standard} when there are none. */
    public List<String> urlsOr(URI standard) {
        List<URI> all = urls.isEmpty() ? List.of(standard) : urls;
        return all.stream().map(url -> url.toString().replaceFirst("/+$", "")).toList();
    }
}
