package org.muster.control.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.common.files.DigestFile;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileConflictException;
import org.muster.common.files.FileDigest;
import org.muster.common.files.FileNames;
import org.muster.common.work.InputTemplate;
import org.muster.common.work.JobFile;
import org.muster.control.UserErrorException;

/**
 * Puts input files into the download areas, each whole and with its digest beside it, under the name it has. A file that
 * many jobs name is staged once. Thread-safe.
 */
final class InputStaging {
    private final FileAreas downloads;
    private final Map<String, JobFile> staged = new ConcurrentHashMap<>();

    InputStaging(FileAreas downloads) {
        this.downloads = downloads;
    }

    /**
     * Checks that the file of a slot can be staged, without doing it.
     *
     * @throws UserErrorException when it cannot
     */
    void check(InputTemplate.Slot slot, InputArgument argument) throws IOException {
        if (slot.source() == InputTemplate.Source.STAGED) {
            require(slot.name());
        } else if (slot.source() == InputTemplate.Source.GIVEN
                && argument instanceof InputArgument.Named(String name)) {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                require(name);
            } else if (!Files.isReadable(file)) {
                throw new UserErrorException("the input file " + name + " cannot be read");
            } else if (Files.size(file) == 0) {
                throw new UserErrorException(
                        "the input file " + name + " is empty; an empty input file must never be sent out");
            } else {
                FileNames.requireLegal(file.getFileName().toString());
            }
        } else if (argument instanceof InputArgument.Remote remote) {
            JobFile.remote(remote.url(), remote.bytes(), remote.md5());
        }
    }

    /** The physical name that a file has, or will have. */
    static String name(InputTemplate.Slot slot, InputArgument argument) {
        return switch (slot.source()) {
            case STAGED -> slot.name();
            case GIVEN, REMOTE ->
                switch (argument) {
                    case InputArgument.Named(String name) ->
                        Path.of(name).getFileName().toString();
                    case InputArgument.Remote remote -> "jf_" + remote.md5();
                };
        };
    }

    /** The file of a slot, staged; the argument is {@code null} for a slot that names its file. */
    JobFile file(InputTemplate.Slot slot, InputArgument argument) {
        return switch (slot.source()) {
            case STAGED -> known(slot.name(), slot.gzip());
            case REMOTE -> slot.remoteFile(name(slot, argument));
            case GIVEN ->
                switch (argument) {
                    case InputArgument.Named(String name) -> known(name, slot.gzip());
                    case InputArgument.Remote remote -> JobFile.remote(remote.url(), remote.bytes(), remote.md5());
                };
        };
    }

    private JobFile known(String argument, boolean gzip) {
        return staged.computeIfAbsent((gzip ? "gzip " : "plain ") + argument, key -> {
            try {
                return staged(argument, gzip);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot stage " + argument + ": " + e.getMessage(), e);
            }
        });
    }

    private JobFile staged(String argument, boolean gzip) throws IOException {
        Path file = Path.of(argument);
        String name = file.getFileName().toString();
        FileDigest digest = Files.isRegularFile(file) ? stage(file, name) : digest(require(argument));
        return JobFile.staged(name, digest.md5(), digest.size(), gzip ? downloads.compress(name) : 0);
    }

    private FileDigest stage(Path file, String name) throws IOException {
        try {
            return downloads.stage(name, out -> Files.copy(file, out));
        } catch (FileConflictException conflict) {
            throw new UserErrorException("an input file " + name + " with other content has been staged before."
                    + " Clients keep files by their names: give " + file + " another name");
        }
    }

    private static FileDigest digest(Path present) throws IOException {
        Optional<FileDigest> recorded = DigestFile.read(present);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        FileDigest digest = FileDigest.of(present);
        DigestFile.write(present, digest);
        return digest;
    }

    private Path require(String name) {
        return downloads
                .find(name)
                .orElseThrow(() -> new UserErrorException(
                        "there is no input file " + name + ", neither here nor among the staged files"));
    }
}
