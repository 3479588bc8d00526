package org.muster.control.fsck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.FilesConfig;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;

/**
 * Looks whether the files of application versions are there. A version that lacks one is taken out of use (deprecated), because
 * every task with it would fail on the volunteer's computer, and comes back by itself when its files are there.
 */
final class ApplicationFiles {
    private static final String QUEUE = "missing-app-file";

    private final Database work;
    private final FilesConfig files;
    private final FileCheck areas;

    ApplicationFiles(Database work, FilesConfig files, FileCheck areas) {
        this.work = work;
        this.files = files;
        this.areas = areas;
    }

    private record Version(long id, String document) {}

    void check(FsckReport report, boolean repair, long now) throws IOException {
        Set<Long> aside = work.read(
                handle -> new HashSet<>(handle.createQuery("select row_id from blocked_work where queue = :queue")
                        .bind("queue", QUEUE)
                        .mapTo(Long.class)
                        .list()));
        Map<Long, String> lacking = new TreeMap<>();
        List<Long> back = new ArrayList<>();
        for (Version version : work.read(ApplicationFiles::versions)) {
            List<String> missing = DocumentFiles.of(version.document()).files().stream()
                    .map(DocumentFile::name)
                    .filter(name -> !isThere(name))
                    .toList();
            if (!missing.isEmpty()) {
                lacking.put(version.id(), "missing: " + String.join(", ", missing));
                report.found(Finding.APPLICATION_FILE_MISSING, "version " + version.id() + ": " + missing);
            } else if (aside.contains(version.id())) {
                back.add(version.id());
                report.found(Finding.APPLICATION_FILE_BACK, "version " + version.id());
            }
        }
        if (repair && !lacking.isEmpty()) {
            areas.requireSomething();
        }
        if (repair) {
            work.write(handle -> {
                ManyRows.update(handle, "update app_version set deprecated = 1 where id in {ids}", lacking.keySet());
                ManyRows.update(handle, "update app_version set deprecated = 0 where id in {ids}", back);
                BlockedWork.block(handle, QUEUE, lacking, now);
                BlockedWork.release(handle, QUEUE, back);
            });
            report.repaired(Finding.APPLICATION_FILE_MISSING, lacking.size());
            report.repaired(Finding.APPLICATION_FILE_BACK, back.size());
        }
    }

    private boolean isThere(String name) {
        return Files.isRegularFile(files.downloadDirectory().resolve(name))
                || files.downloads().find(name).isPresent();
    }

    /** Those in use, and those that were taken out of use here. */
    private static List<Version> versions(Handle handle) {
        return handle.createQuery("""
                        select v.id, v.xml_doc from app_version v
                          left join blocked_work b on b.queue = :queue and b.row_id = v.id
                        where v.xml_doc is not null and (v.deprecated = 0 or b.row_id is not null)
                        order by v.id
                        """)
                .bind("queue", QUEUE)
                .map((row, context) -> new Version(row.getLong(1), new String(row.getBytes(2), UTF_8)))
                .list();
    }
}
