package org.muster.web.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were asked for and are not what was recorded. They are looked at again by each pass, which fails while any
 * is left: so the daemon is shown to be in trouble, with the first of them, until all have been repaired. Thread-safe.
 */
public final class SpoiledFiles implements Pass {
    private static final Logger log = LoggerFactory.getLogger(SpoiledFiles.class);
    /** More are still refused, but not remembered. */
    private static final int MOST = 1000;

    private final Map<Path, String> spoiled = new LinkedHashMap<>();

    private final FileChecks records = new FileChecks();

    /** By what files are judged. */
    FileChecks records() {
        return records;
    }

    /**
     * Remembers a file.
     *
     * @param name how the status page calls it
     * @param fault what is wrong with it
     */
    void found(Path file, String name, String fault) {
        boolean isNew;
        synchronized (spoiled) {
            isNew = !spoiled.containsKey(file) && spoiled.size() < MOST;
            if (isNew) {
                spoiled.put(file, name + ": " + fault);
            }
        }
        if (isNew) {
            log.error(
                    "{} is not served: {}. Put the right file in its place, or if it is right, remove {}.md5",
                    file,
                    fault,
                    file.getFileName());
        }
    }

    @Override
    public PassOutcome run() throws IOException {
        List<Path> known;
        synchronized (spoiled) {
            known = List.copyOf(spoiled.keySet());
        }
        for (Path file : known) {
            if (isRepaired(file)) {
                log.info("{} is served again", file);
                synchronized (spoiled) {
                    spoiled.remove(file);
                }
            }
        }
        synchronized (spoiled) {
            if (!spoiled.isEmpty()) {
                throw new IOException((spoiled.size() == 1 ? "a file is" : spoiled.size() + " files are")
                        + " not served, being other than recorded: "
                        + spoiled.values().iterator().next());
            }
        }
        return PassOutcome.IDLE;
    }

    private boolean isRepaired(Path file) {
        try {
            Optional<FileChecks.Checked> checked = records.check(file);
            return checked.isEmpty() || checked.get().fault().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
