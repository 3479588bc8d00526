package org.muster.control.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.MusterConfig;

/**
 * The files of a project: its areas, archives, keys, templates, applications as they were handed in, results that were copied
 * out, and the texts at the top of its directory. Recordings are not among them: they are the project's input and stay where
 * they are.
 */
final class ProjectTrees {
    private static final String DOWNLOAD = "download-";
    private static final String UPLOAD = "upload-";

    private ProjectTrees() {}

    /** Every tree, in the order of the names. */
    static List<FileTree> of(MusterConfig config) {
        List<FileTree> trees = new ArrayList<>(areas(config));
        Path project = config.project().directory();
        trees.add(new FileTree("apps", project.resolve("apps"), true));
        trees.add(new FileTree("archives", config.files().archiveDirectory(), true));
        trees.add(new FileTree("keys", config.keys().directory(), true));
        trees.add(new FileTree("project", project, false));
        trees.add(new FileTree("results", project.resolve("results"), true));
        trees.add(new FileTree("templates", config.files().templateDirectory().resolve("templates"), true));
        trees.sort(Comparator.comparing(FileTree::name));
        return trees;
    }

    /** The download and upload areas alone: what daemons write and delete all the time. */
    static List<FileTree> areas(MusterConfig config) {
        List<FileTree> trees = new ArrayList<>();
        trees.addAll(areas(DOWNLOAD, config.files().downloadAreas()));
        trees.addAll(areas(UPLOAD, config.files().uploadAreas()));
        trees.sort(Comparator.comparing(FileTree::name));
        return trees;
    }

    private static List<FileTree> areas(String kind, List<AreaConfig> areas) {
        List<FileTree> trees = new ArrayList<>();
        for (int number = 0; number < areas.size(); number++) {
            trees.add(new FileTree(
                    kind + "%03d".formatted(number), areas.get(number).directory(), true));
        }
        return trees;
    }

    /** By their names. */
    static Map<String, FileTree> byName(MusterConfig config) {
        Map<String, FileTree> byName = new TreeMap<>();
        of(config).forEach(tree -> byName.put(tree.name(), tree));
        return byName;
    }

    /** Whether a file at the top of the project's directory is part of the project, and not of its running. */
    static boolean isText(Path file) {
        String name = file.getFileName().toString();
        boolean trigger = name.startsWith("stop_");
        return !trigger && !name.matches(".*\\.(password|pid|lock|log|sock|part|raw)");
    }
}
