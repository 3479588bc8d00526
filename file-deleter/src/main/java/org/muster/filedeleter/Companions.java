package org.muster.filedeleter;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.muster.common.files.FileAreas;

/** What belongs to a stored file and goes with it. */
enum Companions {
    /** The compressed copy of an input file and its recorded digest lie beside it. */
    OF_INPUTS {
        @Override
        Stream<Path> of(FileAreas areas, Path file) {
            return BESIDE.stream().map(suffix -> file.resolveSibling(file.getFileName() + suffix));
        }
    },
    /** Where the file upload handler keeps what it has of a file that is not whole. */
    OF_OUTPUTS {
        @Override
        Stream<Path> of(FileAreas areas, Path file) {
            return areas.roots().stream()
                    .filter(file::startsWith)
                    .flatMap(root -> UNFINISHED.stream()
                            .map(directory -> root.resolve(directory).resolve(root.relativize(file))));
        }
    };

    private static final List<String> BESIDE = List.of(".gz", ".md5");
    private static final List<String> UNFINISHED = List.of(".partial", ".finishing");

    /**
     * Where the companions of a file lie, if there are any.
     *
     * @param file a place at which the file may lie
     */
    abstract Stream<Path> of(FileAreas areas, Path file);
}
