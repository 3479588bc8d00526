package org.muster.scheduler.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.scheduler.resource.ProcessorType;

/**
 * What the client has of ours beside its tasks, and what it has to do in all.
 *
 * @param versions application versions; a held task names its own by the place in this list
 * @param files sticky files
 * @param queue tasks of all projects, where we had asked for them
 */
public record Holdings(List<ClientVersion> versions, List<StickyFile> files, List<QueuedTask> queue) {

    /** Nothing. */
    public static final Holdings NONE = new Holdings(List.of(), List.of(), List.of());

    public Holdings {
        versions = List.copyOf(versions);
        files = List.copyOf(files);
        queue = List.copyOf(queue);
    }

    /**
     * A file that the client keeps.
     *
     * @param name its name
     * @param bytes its size
     * @param status 0 when it is not there yet, 1 when it is there, 2 when it is being checked, below 0 for an error
     */
    public record StickyFile(String name, double bytes, int status) {}

    /**
     * A task of any project that waits or runs.
     *
     * @param deadline Unix seconds
     * @param remaining seconds that it will still compute, as the client believes
     * @param type what it mainly runs on
     * @param instances how many of these it takes
     */
    public record QueuedTask(double deadline, double remaining, ProcessorType type, double instances) {}

    /** Names of the files that are there. */
    public Set<String> presentFiles() {
        return files.stream()
                .filter(file -> file.status() == 1 || file.status() == 2)
                .map(StickyFile::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The version that a task runs with; empty when the client did not say. */
    public Optional<ClientVersion> version(HeldTask task) {
        boolean known = task.versionIndex() >= 0 && task.versionIndex() < versions.size();
        return known ? Optional.of(versions.get(task.versionIndex())) : Optional.empty();
    }

    /** What a task runs on, by its version or else by the name of its plan class. */
    public ProcessorType type(HeldTask task) {
        return version(task)
                .map(version -> version.usage().type())
                .filter(ProcessorType::isCoprocessor)
                .orElseGet(() -> ProcessorType.ofPlanClass(task.planClass()));
    }
}
