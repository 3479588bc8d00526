package org.muster.control.volunteer;

import java.util.List;

/**
 * One result to compute, with all that is needed for it.
 *
 * @param name the result's name
 * @param workunit the workunit's name
 * @param platform the application version's platform
 * @param versionNumber the application version
 * @param planClass its plan class, empty for none
 * @param commandLine arguments for the main program
 * @param program files of the application version
 * @param inputs files of the workunit
 * @param outputs files that the application leaves
 * @param files descriptions of all of them
 */
public record Task(
        String name,
        String workunit,
        String platform,
        int versionNumber,
        String planClass,
        String commandLine,
        List<FileUse> program,
        List<FileUse> inputs,
        List<FileUse> outputs,
        List<FileDescription> files) {

    /** What the reply says of a file. */
    public FileDescription file(String physicalName) {
        return files.stream()
                .filter(file -> file.name().equals(physicalName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the reply names the file " + physicalName + " for " + name + " but does not describe it"));
    }

    /** The program to start. */
    public FileUse mainProgram() {
        return program.stream()
                .filter(FileUse::mainProgram)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the application version of " + name + " has no main program"));
    }
}
