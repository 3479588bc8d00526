package org.muster.control.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param directory where the project is
 * @param port of all its HTTP
 * @param volunteers how many built-in volunteers, 0 to wait for real ones
 * @param recording a GUPPI RAW file, or nothing for the generated one
 * @param exitWhenDone whether to end once everything has been purged
 */
public record DemoOptions(Path directory, int port, int volunteers, Optional<Path> recording, boolean exitWhenDone) {

    /** One volunteer cannot check itself. */
    int quorum() {
        return volunteers == 1 ? 1 : 2;
    }
}
