package org.muster.control.volunteer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.muster.common.embedded.Trees;

/**
 * The directories of one volunteer's computer, as the stock client lays them out: the project's files side by
 * side in {@code projects/muster}, a task at work in {@code slots/0}.
 *
 * @param directory the client's data directory
 */
public record Computer(Path directory) {
    private static final String PROJECT = "projects/muster";

    /** Where the project's files are. */
    public Path project() {
        return directory.resolve(PROJECT);
    }

    /** A file of the project. */
    public Path file(String name) {
        return project().resolve(name);
    }

    /** The slot, emptied and with a soft link for each file the task uses. */
    public Path freshSlot(Task task) throws IOException {
        Path slot = directory.resolve("slots/0");
        Trees.delete(slot);
        Files.createDirectories(slot);
        link(slot, task.program());
        link(slot, task.inputs());
        link(slot, task.outputs());
        return slot;
    }

    /** Takes the output files that the task wrote into its slot itself ({@code <copy_file/>}) to the project's files. */
    void collect(Task task, Path slot) throws IOException {
        for (FileUse use : task.outputs()) {
            Path written = slot.resolve(use.openName());
            if (use.copied() && !use.openName().isEmpty() && Files.exists(written)) {
                Files.move(written, file(use.fileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Forgets all files of a task but those of its application. */
    void clean(Task task) throws IOException {
        for (List<FileUse> uses : List.of(task.inputs(), task.outputs())) {
            for (FileUse use : uses) {
                Files.deleteIfExists(file(use.fileName()));
            }
        }
    }

    private void link(Path slot, List<FileUse> uses) throws IOException {
        for (FileUse use : uses) {
            String name = use.openName().isEmpty() ? use.fileName() : use.openName();
            if (use.copied()) {
                if (Files.exists(file(use.fileName()))) {
                    Files.copy(file(use.fileName()), slot.resolve(name));
                }
            } else {
                String link = "<soft_link>../../" + PROJECT + "/" + use.fileName() + "</soft_link>\n";
                Files.writeString(slot.resolve(name), link);
            }
        }
    }
}
