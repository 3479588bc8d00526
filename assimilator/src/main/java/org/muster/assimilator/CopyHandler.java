package org.muster.assimilator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.assimilator.FinishedWorkunit.Computed;
import org.muster.assimilator.FinishedWorkunit.Failed;
import org.muster.common.files.FileConflictException;
import org.muster.common.files.FileDigest;
import org.muster.common.files.FileNames;
import org.muster.common.files.WholeFile;

/**
 * Copies the output files of canonical results into a directory, each whole and under its own name, which no other
 * result has. A workunit that was given up leaves a file with the reason in {@code errors/} there.
 */
final class CopyHandler implements AssimilationHandler {

    private final Path directory;

    CopyHandler(Path directory) {
        this.directory = directory;
    }

    @Override
    public Map<Long, String> take(List<FinishedWorkunit> workunits) throws IOException {
        Map<Long, String> problems = new HashMap<>();
        for (FinishedWorkunit workunit : workunits) {
            Optional<String> problem = switch (workunit) {
                case Computed computed -> copy(computed);
                case Failed failed -> note(failed);
            };
            problem.ifPresent(why -> problems.put(workunit.id(), why));
        }
        return problems;
    }

    private Optional<String> copy(Computed workunit) throws IOException {
        for (OutputFile output : workunit.outputs()) {
            if (output.stored().isPresent()) {
                Optional<String> problem = copy(output.stored().get());
                if (problem.isPresent()) {
                    return problem;
                }
            } else if (!output.description().optional()) {
                return Optional.of("the canonical result " + workunit.resultName() + " lacks its output file "
                        + output.description().name());
            }
        }
        return Optional.empty();
    }

    /** Reads twice, because the copy is published only if it is what was promised. */
    private Optional<String> copy(Path stored) throws IOException {
        FileDigest digest;
        try {
            digest = FileDigest.of(stored);
        } catch (IOException e) {
            return Optional.of("cannot read the output file " + stored + ": " + e);
        }
        try (InputStream content = Files.newInputStream(stored)) {
            WholeFile.write(directory.resolve(stored.getFileName()), content, digest);
            return Optional.empty();
        } catch (FileConflictException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> note(Failed workunit) throws IOException {
        if (!FileNames.isLegal(workunit.name())) {
            return Optional.of("the workunit's name is not a legal file name, so its failure cannot be noted");
        }
        Path note = directory.resolve("errors").resolve(workunit.name());
        if (!Files.exists(note)) {
            byte[] text = (workunit.reason() + "\n").getBytes(UTF_8);
            WholeFile.write(note, text);
        }
        return Optional.empty();
    }
}
