package org.muster.filedeleter.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.filedeleter.sweep.AntiqueDecision.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a piece of a directory: at the files, at the rows, and removes what is an antique. Each step is followed by a
 * rest. Sweepers side by side are safe: a file that is gone is passed over. Not thread-safe.
 */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Files removed without a rest. */
    private static final int TOGETHER = 25;

    private final Duration grace;
    private final Pace pace;
    private final InstantSource clock;

    Sweeper(Duration grace, Pace pace, InstantSource clock) {
        this.grace = grace;
        this.pace = pace;
        this.clock = clock;
    }

    /** A file with what is known of it before rows are asked. */
    private record Looked(FoundFile file, boolean ours, Duration age) {}

    /** Sweeps. */
    Findings sweep(SweptArea area, List<Path> paths) throws IOException {
        List<Looked> files = pace.during(() -> look(area, paths));
        List<String> questions = files.stream()
                .filter(file -> AntiqueDecision.dependsOnRows(file.ours(), file.age(), grace))
                .map(file -> file.file().name())
                .toList();
        Map<String, Claim> claims =
                questions.isEmpty() ? Map.of() : pace.during(() -> area.wanted().ask(questions));
        Map<FoundFile, Verdict> verdicts = new LinkedHashMap<>();
        files.forEach(file -> verdicts.put(file.file(), verdict(file, claims)));
        List<FoundFile> antiques = verdicts.keySet().stream()
                .filter(file -> verdicts.get(file).isAntique())
                .toList();
        Set<FoundFile> removed =
                !antiques.isEmpty() && area.remove() && area.wanted().isAnythingKnown() ? remove(antiques) : Set.of();
        Findings findings = new Findings();
        for (Looked one : files) {
            FoundFile file = one.file();
            findings.add(Findings.Kind.of(verdicts.get(file), one.age()), file.bytes(), removed.contains(file));
        }
        return findings;
    }

    private Verdict verdict(Looked file, Map<String, Claim> claims) {
        Claim claim = claims.getOrDefault(file.file().name(), Claim.NONE);
        return AntiqueDecision.decide(file.ours(), file.age(), grace, claim);
    }

    private List<Looked> look(SweptArea area, List<Path> paths) throws IOException {
        Instant now = clock.instant();
        List<Looked> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                FoundFile.at(path).ifPresent(file -> files.add(new Looked(file, area.isOurs(file), file.age(now))));
            }
        }
        return files;
    }

    private Set<FoundFile> remove(List<FoundFile> antiques) throws IOException {
        Set<FoundFile> removed = new HashSet<>();
        for (int from = 0; from < antiques.size(); from += TOGETHER) {
            List<FoundFile> some = antiques.subList(from, Math.min(antiques.size(), from + TOGETHER));
            pace.during(() ->
                    some.stream().filter(Sweeper::remove).filter(removed::add).count());
        }
        return removed;
    }

    /** Not if it was touched since: then somebody may have staged it again. */
    private static boolean remove(FoundFile file) {
        try {
            Optional<FoundFile> present = FoundFile.at(file.path());
            return present.equals(Optional.of(file)) && Files.deleteIfExists(file.path());
        } catch (IOException e) {
            LOG.warn(
                    "Cannot remove {}: {}. Check who owns it and whether its disk is writable",
                    file.path(),
                    e.toString());
            return false;
        }
    }
}
