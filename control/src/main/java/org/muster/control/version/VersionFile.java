package org.muster.control.version;

import java.nio.file.Path;
import java.util.List;

/**
 * One file of a version.
 *
 * @param path where it lies now
 * @param name physical name: equal names mean equal bytes, for ever and in the whole project
 * @param logicalName the name the application opens it under, empty for none
 * @param mainProgram whether it is the program that the client starts
 * @param copied whether the client puts a copy of it, not a link, into the slot
 * @param executable whether the client makes it executable
 * @param gzip whether clients fetch a compressed twin
 * @param urls where else clients fetch it; empty when it comes from this project
 */
record VersionFile(
        Path path,
        String name,
        String logicalName,
        boolean mainProgram,
        boolean copied,
        boolean executable,
        boolean gzip,
        List<String> urls) {}
