package org.muster.filedeleter.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.common.files.FileNames;
import org.muster.common.store.Database;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.muster.filedeleter.reference.ReferenceCatalogue;
import org.muster.filedeleter.reference.SharedInputs;
import org.muster.filedeleter.sweep.AntiqueDecision.Claim;

/**
 * Asks the workunits and the application versions which files of the download areas are wanted. What lies beside a file
 * ({@code .gz}, {@code .md5}, {@code .sig}) is wanted with it. Thread-safe.
 */
final class WantedDownloads implements Wanted {

    private static final List<String> BESIDE = List.of(".gz", ".md5", ".sig");

    /** Files that users of BOINC's remote job submission staged; BOINC's own daemon looks after them. */
    private static final String JOB_FILE = "jf_";

    private final Database work;
    private final ReferenceCatalogue catalogue;
    private final SharedInputs inputs;

    WantedDownloads(Database work, ReferenceCatalogue catalogue, SharedInputs inputs) {
        this.work = work;
        this.catalogue = catalogue;
        this.inputs = inputs;
    }

    @Override
    public boolean isOurs(String name) {
        return FileNames.isLegal(name) && !name.startsWith(JOB_FILE);
    }

    @Override
    public Map<String, Claim> ask(Collection<String> names) {
        while (!catalogue.catchUp()) {
            // Each step reads a bounded number of new workunits.
        }
        Set<String> files =
                names.stream().flatMap(name -> meanings(name).stream()).collect(toSet());
        Set<String> wanted = new HashSet<>(inputs.wanted(files));
        if (!wanted.containsAll(files)) {
            wanted.addAll(applicationFiles());
        }
        Map<String, Claim> claims = new HashMap<>();
        names.stream()
                .filter(name -> meanings(name).stream().anyMatch(wanted::contains))
                .forEach(name -> claims.put(name, Claim.WANTED));
        return claims;
    }

    @Override
    public boolean isAnythingKnown() {
        return work.read(handle -> handle.createQuery("select id from workunit limit 1")
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }

    /** The file itself, and the file beside which it may lie. */
    static List<String> meanings(String name) {
        return Stream.concat(
                        Stream.of(name),
                        BESIDE.stream()
                                .filter(name::endsWith)
                                .map(suffix -> name.substring(0, name.length() - suffix.length())))
                .toList();
    }

    private Set<String> applicationFiles() {
        return work.read(handle -> handle
                .createQuery("select xml_doc from app_version where xml_doc is not null")
                .map((row, context) -> new String(row.getBytes(1), UTF_8))
                .stream()
                .flatMap(document -> DocumentFiles.of(document).files().stream())
                .map(DocumentFile::name)
                .collect(toSet()));
    }
}
