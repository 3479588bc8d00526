package org.muster.web.status;

import java.nio.file.Path;
import org.muster.common.files.DiskLevel;

/**
 * How full the disk of a file area is.
 *
 * @param title what people call the area
 * @param seen false when its directory is not there: not mounted, or of another machine
 * @param usedPercent 0 to 100
 * @param freeBytes what may still be taken
 * @param level what must wait because of it
 */
record DiskLine(String title, Path directory, boolean seen, double usedPercent, long freeBytes, DiskLevel level) {
    /** The name under which its values are kept. */
    String key() {
        return "disk." + title.replace(' ', '_');
    }
}
