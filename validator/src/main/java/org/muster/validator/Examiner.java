package org.muster.validator;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.files.FileAreas;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.muster.validator.ValidationDecision.Candidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Reads the output files of a workunit's results and has them compared. Safe for use by several threads. */
final class Examiner {

    private static final Logger log = LoggerFactory.getLogger(Examiner.class);

    private record Read<C>(Legibility legibility, Optional<C> content) {}

    private final FileAreas uploads;

    /** Looks for outputs in the upload area. */
    Examiner(FileAreas uploads) {
        this.uploads = uploads;
    }

    /**
     * A disk that is away must not look like results without files.
     *
     * @throws IOException if an upload area is missing, or no area has anything in it at all
     */
    void requireUploads() throws IOException {
        uploads.requireAll();
        for (Path root : uploads.roots()) {
            if (!isEmpty(root)) {
                return;
            }
        }
        throw new IOException("the upload area " + uploads.roots().getFirst()
                + " is empty, so results cannot be read; is its disk mounted?");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    /**
     * Decides on a workunit.
     *
     * @param documents xml_doc_in of its results that are to be read
     */
    <C> Examination examine(
            WorkunitRow workunit,
            List<ResultRow> results,
            Map<Long, String> documents,
            ResultComparator<C> comparator) {
        try {
            return new Examination.Decided(workunit, results, decide(workunit, results, documents, comparator));
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("workunit", workunit.id())
                    .setCause(failure)
                    .log("Workunit {} cannot be validated", workunit.id());
            return new Examination.Failed(workunit, "the comparator failed: " + failure);
        }
    }

    /** The results whose output is needed to decide. */
    static List<ResultRow> needed(WorkunitRow workunit, List<ResultRow> results) {
        if (workunit.errorMask() != 0) {
            return List.of();
        }
        return workunit.hasCanonical()
                ? results.stream()
                        .filter(result -> result.isOpen() || result.id() == workunit.canonicalResultId())
                        .toList()
                : results.stream().filter(ResultRow::isViable).toList();
    }

    private <C> ValidationDecision decide(
            WorkunitRow workunit,
            List<ResultRow> results,
            Map<Long, String> documents,
            ResultComparator<C> comparator) {
        List<ResultRow> needed = needed(workunit, results);
        if (needed.isEmpty()) {
            return ValidationDecision.nothing();
        }
        List<Read<C>> outputs = new ArrayList<>();
        for (ResultRow result : needed) {
            outputs.add(read(workunit, result, documents.getOrDefault(result.id(), ""), comparator));
        }
        return workunit.hasCanonical()
                ? judge(workunit, needed, outputs, comparator)
                : ValidationDecision.choose(
                        workunit.quorum(),
                        candidates(needed, outputs),
                        (one, other) -> compare(outputs.get(one), outputs.get(other), comparator));
    }

    private static <C> ValidationDecision judge(
            WorkunitRow workunit, List<ResultRow> needed, List<Read<C>> outputs, ResultComparator<C> comparator) {
        List<ResultRow> stragglers = new ArrayList<>();
        List<Read<C>> theirs = new ArrayList<>();
        Read<C> canonical = new Read<>(Legibility.UNUSABLE, Optional.empty());
        for (int i = 0; i < needed.size(); i++) {
            if (needed.get(i).id() == workunit.canonicalResultId()) {
                canonical = outputs.get(i);
            } else {
                stragglers.add(needed.get(i));
                theirs.add(outputs.get(i));
            }
        }
        Read<C> measure = canonical;
        return ValidationDecision.judge(
                measure.legibility(),
                candidates(stragglers, theirs),
                (straggler, ignored) -> compare(theirs.get(straggler), measure, comparator));
    }

    private static <C> List<Candidate> candidates(List<ResultRow> results, List<Read<C>> outputs) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            candidates.add(new Candidate(results.get(i).id(), outputs.get(i).legibility()));
        }
        return candidates;
    }

    private static <C> Agreement compare(Read<C> one, Read<C> other, ResultComparator<C> comparator) {
        return comparator.compare(one.content().orElseThrow(), other.content().orElseThrow());
    }

    private <C> Read<C> read(WorkunitRow workunit, ResultRow result, String document, ResultComparator<C> comparator) {
        try {
            return new Read<>(Legibility.READABLE, Optional.of(content(workunit, document, comparator)));
        } catch (UnusableOutputException e) {
            about(log.atInfo(), workunit, result)
                    .log("Result {} has no usable output: {}", result.id(), e.getMessage());
            return new Read<>(Legibility.UNUSABLE, Optional.empty());
        } catch (IOException e) {
            about(log.atWarn(), workunit, result)
                    .log("The output of result {} cannot be read at the moment: {}", result.id(), e.toString());
            return new Read<>(Legibility.UNAVAILABLE, Optional.empty());
        }
    }

    private static LoggingEventBuilder about(LoggingEventBuilder event, WorkunitRow workunit, ResultRow result) {
        return event.addKeyValue("workunit", workunit.id())
                .addKeyValue("result", result.id())
                .addKeyValue("host", result.run().key().hostId());
    }

    private <C> C content(WorkunitRow workunit, String document, ResultComparator<C> comparator)
            throws UnusableOutputException, IOException {
        try {
            return comparator.read(workunit.name(), outputs(document));
        } catch (NoSuchFileException moved) {
            // It may have moved to another area after it was found.
            return comparator.read(workunit.name(), outputs(document));
        }
    }

    private List<OutputFile> outputs(String document) throws UnusableOutputException {
        List<OutputFile> outputs = new ArrayList<>();
        for (DocumentFile file : DocumentFiles.of(document).files()) {
            outputs.add(output(file));
        }
        return outputs;
    }

    private OutputFile output(DocumentFile file) throws UnusableOutputException {
        Optional<Path> path = uploads.find(file.name());
        if (path.isEmpty() && !file.optional()) {
            throw new UnusableOutputException("the file " + file.name() + " was not uploaded");
        }
        return new OutputFile(file, path);
    }
}
