package org.muster.scheduler.planclass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the project's plan classes, read again when it has changed. Without a file the predefined ones count. A
 * broken file gives one error in the log, and what was read last stays in force. Thread-safe.
 */
public final class PlanClassFile {

    /** Its name in the project directory. */
    public static final String NAME = "plan_class_spec.xml";

    private static final Logger log = LoggerFactory.getLogger(PlanClassFile.class);
    private static final String ABSENT = "absent";

    private final Path file;
    private String seen = "";
    private PlanClasses inForce = PlanClasses.NONE;

    /** @param file where it is or may come to be */
    public PlanClassFile(Path file) {
        this.file = file;
    }

    /** The plan classes that count now. */
    public synchronized PlanClasses current() {
        String state = state();
        if (!state.equals(seen)) {
            seen = state;
            read(state);
        }
        return inForce;
    }

    private String state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException absent) {
            return Files.exists(file) ? absent.toString() : ABSENT;
        }
    }

    private void read(String state) {
        if (state.equals(ABSENT)) {
            inForce = PlanClasses.PREDEFINED;
            return;
        }
        try {
            inForce = PlanClasses.parse(Files.readString(file));
            log.info("Plan classes were read from {}", file);
        } catch (PlanClassException | IOException broken) {
            log.error(
                    "{} cannot be used, {}. Correct it: it is read again when it has changed.{}",
                    file,
                    broken.getMessage(),
                    inForce == PlanClasses.NONE
                            ? " Until then no version with a plan class is sent."
                            : " Until then the plan classes read before count.");
        }
    }
}
