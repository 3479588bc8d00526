package org.muster.web.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.files.DiskLevel;
import org.muster.common.files.DiskUse;
import org.muster.common.files.DiskWatermarks;

/** Looks at the disks of all file areas, as the machine of this web daemon sees them. Thread-safe. */
final class DiskBoard {
    private final Map<String, Path> areas = new LinkedHashMap<>();
    private final DiskWatermarks marks;
    private final Map<String, DiskLevel> levels = new HashMap<>();

    DiskBoard(FilesConfig files) {
        this.marks = files.watermarks().marks();
        add("downloads", files.downloadAreas());
        add("uploads", files.uploadAreas());
    }

    private void add(String title, List<AreaConfig> configured) {
        for (int i = 0; i < configured.size(); i++) {
            String name = configured.size() == 1 ? title : title + " " + (i + 1);
            areas.put(name, configured.get(i).directory());
        }
    }

    synchronized List<DiskLine> look() {
        List<DiskLine> lines = new ArrayList<>();
        areas.forEach((title, directory) -> lines.add(line(title, directory)));
        return List.copyOf(lines);
    }

    private DiskLine line(String title, Path directory) {
        if (!Files.isDirectory(directory)) {
            return new DiskLine(title, directory, false, 0, 0, DiskLevel.NORMAL);
        }
        try {
            DiskUse use = DiskUse.of(Files.getFileStore(directory));
            DiskLevel level = marks.level(levels.getOrDefault(title, DiskLevel.NORMAL), use.usedPercent());
            levels.put(title, level);
            return new DiskLine(title, directory, true, use.usedPercent(), use.usableBytes(), level);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the disk of " + directory, e);
        }
    }
}
