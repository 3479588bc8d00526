package org.muster.validator;

import java.nio.file.Path;
import java.util.Optional;
import org.muster.common.work.DocumentFile;

/**
 * One output file of a result.
 *
 * @param file what the result's document says of it
 * @param path where it lies; empty only for a file that may be missing
 */
public record OutputFile(DocumentFile file, Optional<Path> path) {}
