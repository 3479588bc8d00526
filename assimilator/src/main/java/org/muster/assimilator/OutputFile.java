package org.muster.assimilator;

import java.nio.file.Path;
import java.util.Optional;
import org.muster.common.work.DocumentFile;

/**
 * One output file of a canonical result.
 *
 * @param description its names, and whether the result is good without it
 * @param stored where it lies; empty if it was never uploaded, or is gone
 */
public record OutputFile(DocumentFile description, Optional<Path> stored) {}
