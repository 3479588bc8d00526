package org.muster.control.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileAreas.Member;
import org.muster.common.files.FileNames;

/** From where to where a file of some name is to go. What lies where it is to be already, goes nowhere. */
interface Route {

    /**
     * A way.
     *
     * @param fromRoot top of the area that the file leaves
     * @param toRoot top of the area that it goes to
     */
    record Step(Path from, Path to, Path fromRoot, Path toRoot) {}

    /** The steps of a file: as a rule none or one; more where an earlier command was killed and left it in two places. */
    List<Step> of(String name) throws IOException;

    /** Out of every other area into this one. */
    static Route into(FileAreas areas, Member target) {
        return name -> {
            List<Step> steps = new ArrayList<>();
            for (Member member : areas.members()) {
                if (!member.equals(target)) {
                    steps(member, name, target).forEach(steps::add);
                }
            }
            return steps;
        };
    }

    /** Out of this area into the one in which the file lies besides, or else in which it would be written anew. */
    static Route outOf(FileAreas areas, Member source) {
        return name -> {
            if (places(source, name).findAny().isEmpty()) {
                return List.of();
            }
            Optional<Member> besides = areas.inOrder(name).stream()
                    .filter(member -> !member.equals(source)
                            && places(member, name).findAny().isPresent())
                    .findFirst();
            return steps(source, name, besides.isPresent() ? besides.get() : forNew(areas, source, name))
                    .toList();
        };
    }

    /** Every place at which a file of this name may lie; an illegal name has none. */
    static List<Path> possible(FileAreas areas, String name) {
        return FileNames.isLegal(name)
                ? areas.members().stream()
                        .flatMap(Member::layouts)
                        .map(area -> area.resolve(name))
                        .distinct()
                        .toList()
                : List.of();
    }

    private static Member forNew(FileAreas areas, Member source, String name) throws IOException {
        FileArea area = areas.areaForNew(name, member -> !member.equals(source));
        return areas.members().stream()
                .filter(member -> member.area().equals(area))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Step> steps(Member from, String name, Member to) {
        Path target = places(to, name)
                .findFirst()
                .orElseGet(() -> FileNames.isLegal(name) ? to.area().resolve(name) : null);
        return places(from, name)
                .map(place ->
                        new Step(place, target, from.area().root(), to.area().root()));
    }

    /** Where the file lies in an area; an illegal name names no file. */
    private static Stream<Path> places(Member member, String name) {
        return FileNames.isLegal(name)
                ? member.layouts().map(area -> area.resolve(name)).distinct().filter(Files::isRegularFile)
                : Stream.empty();
    }
}
