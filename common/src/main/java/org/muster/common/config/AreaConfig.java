package org.muster.common.config;

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
 */
public record AreaConfig(Path directory, List<URI> urls, Boolean open) {
    public AreaConfig {
        Setting.require("directory of every file area", directory);
        urls = urls == null ? List.of() : List.copyOf(urls);
        open = open == null ? Boolean.TRUE : open;
    }

    /** The addresses without a final slash; {@code standard} when there are none. */
    public List<String> urlsOr(URI standard) {
        List<URI> all = urls.isEmpty() ? List.of(standard) : urls;
        return all.stream().map(url -> url.toString().replaceFirst("/+$", "")).toList();
    }
}
