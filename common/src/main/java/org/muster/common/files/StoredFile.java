package org.muster.common.files;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One file of an area, as a listing found it.
 *
 * @param name its name, without directory
 * @param path where it lies
 * @param size bytes
 * @param modified when its content last changed
 */
public record StoredFile(String name, Path path, long size, Instant modified) {}
