package org.muster.control.fsck;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.muster.common.config.FilesConfig;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileDigest;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.muster.common.work.InputSizes;
import org.muster.common.work.RecordedFiles;
import org.muster.common.work.RecordedFiles.Content;
import org.muster.control.UserErrorException;

/** Looks whether files that rows name are there and are what the rows say of them. */
final class FileCheck {
    private static final Content NOTHING_RECORDED = new Content(Optional.empty(), OptionalLong.empty());

    private final FileAreas downloads;
    private final FileAreas uploads;
    private final boolean digests;

    /**
     * Over the areas of a project.
     *
     * @param digests whether contents are read and compared; else sizes only
     */
    FileCheck(FilesConfig files, boolean digests) {
        this.downloads = files.downloads();
        this.uploads = files.uploads();
        this.digests = digests;
    }

    /**
     * A disk that is away must not look like files that are gone.
     *
     * @throws IOException when an area is not there
     */
    void requireAreas() throws IOException {
        downloads.requireAll();
        uploads.requireAll();
    }

    /**
     * Refuses to believe in a loss where nothing at all is in an area: more likely its disk is not mounted.
     *
     * @throws UserErrorException when all areas of a kind are empty
     */
    void requireSomething() throws IOException {
        for (FileAreas areas : List.of(downloads, uploads)) {
            boolean empty = true;
            for (Path root : areas.roots()) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
                    empty &= !entries.iterator().hasNext();
                }
            }
            if (empty) {
                throw new UserErrorException("the file area " + areas.roots().getFirst()
                        + " is empty, and rows name files in it. Nothing is repaired: is its disk mounted? If the files are"
                        + " really lost, put any file into it and begin again");
            }
        }
    }

    /** What is wrong with the input files of a workunit; empty when nothing is. */
    Optional<String> inputs(String document) throws IOException {
        Map<String, Content> recorded = RecordedFiles.of(document);
        StringJoiner reasons = new StringJoiner("; ").setEmptyValue("");
        for (String name : InputSizes.of(document).keySet()) {
            reasonAgainst(downloads, name, recorded.getOrDefault(name, NOTHING_RECORDED), true)
                    .ifPresent(reasons::add);
        }
        return Optional.of(reasons.toString()).filter(text -> !text.isEmpty());
    }

    /**
     * How many of a result's output files are there.
     *
     * @param named the result's {@code xml_doc_in}
     * @param sent its {@code xml_doc_out}, empty before it was reported
     */
    Outputs outputs(String named, String sent) throws IOException {
        Map<String, Content> recorded = RecordedFiles.of(sent);
        int there = 0;
        int needed = 0;
        for (DocumentFile file : DocumentFiles.of(named).files()) {
            if (!file.optional()) {
                needed++;
                Content content = recorded.getOrDefault(file.name(), NOTHING_RECORDED);
                there += reasonAgainst(uploads, file.name(), content, false).isEmpty() ? 1 : 0;
            }
        }
        if (needed == 0) {
            return Outputs.NONE_NAMED;
        }
        return there == needed ? Outputs.ALL : there == 0 ? Outputs.NONE : Outputs.SOME;
    }

    /** Removes the output files that a result names. */
    void removeOutputs(String named) {
        DocumentFiles.of(named).files().forEach(file -> uploads.delete(file.name()));
    }

    private Optional<String> reasonAgainst(FileAreas areas, String name, Content recorded, boolean emptyIsBroken)
            throws IOException {
        Optional<Path> path = areas.find(name);
        if (path.isEmpty()) {
            return Optional.of("the file " + name + " is missing");
        }
        try {
            long size = Files.size(path.get());
            boolean wrongSize =
                    recorded.bytes().isPresent() ? recorded.bytes().getAsLong() != size : emptyIsBroken && size == 0;
            if (wrongSize) {
                return Optional.of("the file " + path.get() + " has " + size + " bytes"
                        + (recorded.bytes().isPresent()
                                ? ", " + recorded.bytes().getAsLong() + " are recorded"
                                : ""));
            }
            if (digests && recorded.md5().isPresent()) {
                String md5 = FileDigest.of(path.get()).md5();
                if (!md5.equals(recorded.md5().get())) {
                    return Optional.of("the file " + path.get() + " has MD5 " + md5 + ", "
                            + recorded.md5().get() + " is recorded");
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException moved) {
            return areas.find(name).isPresent() ? Optional.empty() : Optional.of("the file " + name + " is missing");
        }
    }
}
