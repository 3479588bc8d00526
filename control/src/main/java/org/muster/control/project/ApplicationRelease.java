package org.muster.control.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.files.WholeFile;
import org.muster.common.security.Signatures;
import org.muster.common.store.Database;

/**
 * Publishes versions of an application: signs its files with the code-signing key, puts them at the top of the
 * download area, and inserts the row of {@code app_version}. Repeating it changes nothing.
 */
public final class ApplicationRelease {
    private static final String API_VERSION = "7.20.0";

    private final Database work;
    private final Path downloadDirectory;
    private final RSAPrivateKey codeSignKey;

    public ApplicationRelease(Database work, Path downloadDirectory, RSAPrivateKey codeSignKey) {
        this.work = work;
        this.downloadDirectory = downloadDirectory;
        this.codeSignKey = codeSignKey;
    }

    /**
     * Publishes files as the newest version of an application for a platform, unless they are it already.
     *
     * @param app the application's name; its row must exist
     * @param platform the platform's name; its row must exist
     * @param firstVersion number of the first version, for example 100 for 1.00; later ones count up
     * @param files the version's files, one of them the main program
     * @param now Unix seconds
     * @return the version's number
     */
    public int publish(String app, String platform, int firstVersion, List<ApplicationFile> files, long now)
            throws IOException {
        Optional<Newest> newest = work.read(handle -> newest(handle, app, platform));
        if (newest.isPresent()
                && newest.get()
                        .document()
                        .equals(document(app, platform, newest.get().version(), files))) {
            return newest.get().version();
        }
        int version = newest.map(row -> row.version() + 1).orElse(firstVersion);
        for (ApplicationFile file : files) {
            Path target = downloadDirectory.resolve(file.physicalName(version, platform));
            if (!Files.exists(target)) {
                WholeFile.write(target, file.content());
            }
        }
        String document = document(app, platform, version, files);
        work.write(handle -> insert(handle, app, platform, version, document, now));
        return version;
    }

    private String document(String app, String platform, int version, List<ApplicationFile> files) {
        StringBuilder descriptions = new StringBuilder();
        StringBuilder uses = new StringBuilder();
        for (ApplicationFile file : files) {
            String name = file.physicalName(version, platform);
            descriptions.append(
                    "<file_info>\n<name>%s</name>\n%s<file_signature>\n%s</file_signature>\n<nbytes>%d</nbytes>\n</file_info>\n"
                            .formatted(
                                    name,
                                    file.mainProgram() ? "<executable/>\n" : "",
                                    Signatures.sign(file.content(), codeSignKey),
                                    file.content().length));
            uses.append("<file_ref>\n<file_name>%s</file_name>\n%s</file_ref>\n"
                    .formatted(
                            name,
                            file.mainProgram()
                                    ? "<main_program/>\n"
                                    : "<open_name>" + file.logicalName() + "</open_name>\n"));
        }
        return descriptions + "<app_version>\n<app_name>" + app + "</app_name>\n<version_num>" + version
                + "</version_num>\n<api_version>" + API_VERSION + "</api_version>\n" + uses + "</app_version>\n";
    }

    private record Newest(int version, String document) {}

    private static Optional<Newest> newest(Handle handle, String app, String platform) {
        return handle.createQuery("""
                        select v.version_num, v.xml_doc from app_version v
                        join app a on a.id = v.appid
                        join platform p on p.id = v.platformid
                        where a.name = :app and p.name = :platform and v.plan_class = '' and v.deprecated = 0
                        order by v.version_num desc limit 1
                        """)
                .bind("app", app)
                .bind("platform", platform)
                .map((row, context) -> new Newest(row.getInt(1), new String(row.getBytes(2), UTF_8)))
                .findOne();
    }

    private static void insert(Handle handle, String app, String platform, int version, String document, long now) {
        handle.createUpdate("""
                        insert into app_version (create_time, appid, version_num, platformid, xml_doc)
                        select :now, a.id, :version, p.id, :document from app a, platform p
                        where a.name = :app and p.name = :platform
                        """)
                .bind("now", now)
                .bind("version", version)
                .bind("document", document.getBytes(UTF_8))
                .bind("app", app)
                .bind("platform", platform)
                .execute();
    }
}
