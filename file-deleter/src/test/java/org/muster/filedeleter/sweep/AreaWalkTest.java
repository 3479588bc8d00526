package org.muster.filedeleter.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AreaWalkTest {

    @TempDir
    Path root;

    @Test
    void every_hashed_directory_is_walked_through_once_in_order_and_nothing_else() throws IOException {
        put("3e7/x", "0/a", "0/b", "b8/y", "b8/1f/z", "b8/2/w", "other/n", ".partial/3e7/p", "top", "0/.part-1");

        assertThat(walk(false, "", 10)).containsExactly("0: a b", "3e7: x", "b8: 1f 2 y", "b8/1f: z", "b8/2: w");
    }

    @Test
    void a_directory_comes_in_pieces_that_are_no_larger_than_asked_for() throws IOException {
        for (int i = 0; i < 25; i++) {
            put("7/" + i);
        }
        try (AreaWalk walk = new AreaWalk(root, false, "", 10)) {
            List<Integer> sizes = new ArrayList<>();
            for (var piece = walk.next(); piece.isPresent(); piece = walk.next()) {
                sizes.add(piece.get().paths().size());
                assertThat(piece.get().last()).isEqualTo(sizes.size() == 3);
            }
            assertThat(sizes).containsExactly(10, 10, 5);
        }
    }

    @Test
    void a_walk_goes_on_at_the_directory_where_it_was_also_if_that_is_gone() throws IOException {
        put("0/a", "3e7/x", "b8/y", "b8/1f/z", "b8/2/w", "c/v");

        assertThat(walk(false, "b8/1f", 10)).containsExactly("b8/1f: z", "b8/2: w", "c: v");
        assertThat(walk(false, "b8", 10)).containsExactly("b8: 1f 2 y", "b8/1f: z", "b8/2: w", "c: v");
        assertThat(walk(false, "4", 10)).first().isEqualTo("b8: 1f 2 y");
        assertThat(walk(false, "d", 10)).isEmpty();
    }

    @Test
    void files_at_the_top_are_met_where_the_layout_is_flat() throws IOException {
        put("a", "b", ".hidden");

        assertThat(walk(true, "", 10)).containsExactly(": a b");
        assertThat(walk(false, "", 10)).isEmpty();
    }

    private List<String> walk(boolean flat, String position, int most) throws IOException {
        List<String> met = new ArrayList<>();
        try (AreaWalk walk = new AreaWalk(root, flat, position, most)) {
            for (var piece = walk.next(); piece.isPresent(); piece = walk.next()) {
                List<String> names = piece.get().paths().stream()
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .toList();
                met.add(piece.get().directory() + ": " + String.join(" ", names));
            }
        }
        return met;
    }

    private void put(String... files) throws IOException {
        for (String file : files) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }
}
