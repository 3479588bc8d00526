package org.muster.control.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.files.FileConflictException;
import org.muster.common.files.FileDigest;
import org.muster.common.files.WholeFile;
import org.muster.common.store.Database;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.muster.control.UserErrorException;

/**
 * Publishes versions out of directories: signs every file, stores it whole at the top of the first download area, and
 * inserts the row, which running schedulers find when they next fill their cache. Repeating it changes nothing; a
 * published file or version never changes.
 */
public final class VersionRelease {

    /** What became of a version. */
    public enum Outcome {
        /** It is published now. */
        PUBLISHED,
        /** It was before, with the same files. */
        WAS_THERE
    }

    private final Database work;
    private final Path downloadDirectory;
    private final FileSigner signer;

    /** Publishes files in this directory. */
    public VersionRelease(Database work, Path downloadDirectory, FileSigner signer) {
        this.work = work;
        this.downloadDirectory = downloadDirectory;
        this.signer = signer;
    }

    /**
     * Publishes a version.
     *
     * @param anyPlatform whether a platform that is unknown to clients in general is made
     * @param now Unix seconds
     * @throws UserErrorException when it cannot be; the message says what to do
     */
    public Outcome publish(VersionDirectory version, boolean anyPlatform, long now) throws IOException {
        VersionContents contents = VersionContents.read(version.path());
        long app = work.read(handle -> id(handle, "app", version.app()))
                .orElseThrow(() -> new UserErrorException("there is no application " + version.app()
                        + "; add it first:  bin/muster app add " + version.app()));
        String friendlyName = friendlyName(version, anyPlatform);
        List<VersionDocument.Published> published = new ArrayList<>();
        for (VersionFile file : contents.files()) {
            published.add(publish(file));
        }
        String apiVersion = contents.description().apiVersion().isEmpty()
                ? ApiVersion.of(contents.mainProgram().path())
                : contents.description().apiVersion();
        String document = VersionDocument.xml(version, apiVersion, contents.description(), published);
        boolean beta = contents.description().beta();
        return work.transact(handle -> insert(handle, app, version, friendlyName, document, beta, now));
    }

    private static String friendlyName(VersionDirectory version, boolean anyPlatform) {
        return StandardPlatforms.friendlyName(version.platform()).orElseGet(() -> {
            if (!anyPlatform) {
                throw new UserErrorException(version.path() + " is for the platform '" + version.platform()
                        + "', which clients do not have. Known are " + StandardPlatforms.names()
                        + "; --any-platform takes others");
            }
            return version.platform();
        });
    }

    private VersionDocument.Published publish(VersionFile file) throws IOException {
        String signature = signer.signature(file.path());
        Path target = downloadDirectory.resolve(file.name());
        FileDigest digest;
        try {
            digest = WholeFile.write(target, out -> Files.copy(file.path(), out));
        } catch (FileConflictException conflict) {
            throw new UserErrorException(
                    file.path() + " differs from the file of that name which was published before."
                            + " Clients keep files by their names: give a changed file a new name, and the version a new number");
        }
        long gzippedBytes = file.gzip() ? compress(target) : 0;
        return new VersionDocument.Published(file, signature, digest.size(), gzippedBytes);
    }

    private static long compress(Path file) throws IOException {
        return WholeFile.write(file.resolveSibling(file.getFileName() + ".gz"), out -> {
                    GZIPOutputStream gzip = new GZIPOutputStream(out);
                    Files.copy(file, gzip);
                    gzip.finish();
                })
                .size();
    }

    private static Outcome insert(
            Handle handle,
            long app,
            VersionDirectory version,
            String friendlyName,
            String document,
            boolean beta,
            long now) {
        handle.execute("""
                insert into platform (create_time, name, user_friendly_name) values (?, ?, ?)
                on duplicate key update name = name
                """, now, version.platform(), friendlyName);
        long platform = id(handle, "platform", version.platform()).orElseThrow();
        Optional<String> known = handle.createQuery("""
                        select xml_doc from app_version where appid = :app and platformid = :platform
                          and version_num = :number and plan_class = :planClass
                        """)
                .bind("app", app)
                .bind("platform", platform)
                .bind("number", version.number())
                .bind("planClass", version.planClass())
                .map((row, context) -> new String(row.getBytes(1), UTF_8))
                .findOne();
        if (known.isPresent()) {
            requireSameFiles(version, known.get(), document);
            return Outcome.WAS_THERE;
        }
        handle.createUpdate("""
                        insert into app_version (create_time, appid, version_num, platformid, plan_class, xml_doc, beta)
                        values (:now, :app, :number, :platform, :planClass, :document, :beta)
                        """)
                .bind("now", now)
                .bind("app", app)
                .bind("number", version.number())
                .bind("platform", platform)
                .bind("planClass", version.planClass())
                .bind("document", document.getBytes(UTF_8))
                .bind("beta", beta)
                .execute();
        return Outcome.PUBLISHED;
    }

    private static void requireSameFiles(VersionDirectory version, String published, String present) {
        if (!names(published).equals(names(present))) {
            throw new UserErrorException(version + " was published with the files " + names(published) + " and now has "
                    + names(present) + "; a published version never changes: give it a new number");
        }
    }

    private static Set<String> names(String document) {
        return DocumentFiles.of(document).files().stream()
                .map(DocumentFile::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Long> id(Handle handle, String table, String name) {
        return handle.createQuery("select id from " + table + " where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne();
    }
}
