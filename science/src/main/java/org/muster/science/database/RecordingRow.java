package org.muster.science.database;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A recording as the science database knows it.
 *
 * @param id row id
 * @param name unique; the beginning of its workunits' names
 * @param path the file
 * @param state how far it is
 * @param message what an operator should know; may be empty
 * @param digest SHA-256 of its usable blocks; empty until cutting begins
 * @param cut how it is cut; empty until cutting begins
 * @param attempts failed attempts to read it since the last success
 */
public record RecordingRow(
        long id,
        String name,
        Path path,
        RecordingState state,
        String message,
        Optional<String> digest,
        Optional<FixedCut> cut,
        int attempts) {}
