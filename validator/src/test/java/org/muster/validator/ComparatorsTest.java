package org.muster.validator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ConfigException;
import org.muster.common.work.DocumentFile;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeList;

class ComparatorsTest {

    @TempDir
    private Path directory;

    private OutputFile file(String logicalName, String content, boolean compared) throws IOException {
        Path path = Files.createTempFile(directory, logicalName, "");
        Files.writeString(path, content);
        DocumentFile file = new DocumentFile(
                path.getFileName().toString(), logicalName, OptionalLong.empty(), false, false, compared);
        return new OutputFile(file, Optional.of(path));
    }

    private static OutputFile absent(String logicalName) {
        return new OutputFile(
                new DocumentFile("x", logicalName, OptionalLong.empty(), false, true, true), Optional.empty());
    }

    private static Agreement bitwise(List<OutputFile> one, List<OutputFile> other) throws IOException {
        BitwiseComparator comparator = new BitwiseComparator();
        return comparator.compare(comparator.read("w", one), comparator.read("w", other));
    }

    @Test
    void bitwise_comparison_wants_every_compared_file_the_same() throws IOException {
        assertThat(bitwise(
                        List.of(file("a", "1", true), file("b", "2", true)),
                        List.of(file("a", "1", true), file("b", "2", true))))
                .isEqualTo(Agreement.SAME);
        assertThat(bitwise(List.of(file("a", "1", true)), List.of(file("a", "2", true))))
                .isEqualTo(Agreement.DIFFERENT);
        assertThat(bitwise(
                        List.of(file("a", "1", true), file("log", "x", false)),
                        List.of(file("a", "1", true), file("log", "y", false))))
                .as("a log is not compared")
                .isEqualTo(Agreement.SAME);
        assertThat(bitwise(List.of(file("a", "1", true), absent("b")), List.of(file("a", "1", true), absent("b"))))
                .isEqualTo(Agreement.SAME);
        assertThat(bitwise(
                        List.of(file("a", "1", true), absent("b")), List.of(file("a", "1", true), file("b", "", true))))
                .isEqualTo(Agreement.DIFFERENT);
    }

    @Test
    void what_is_no_list_of_spikes_can_never_be_used() throws IOException {
        SpikeComparator comparator = new SpikeComparator();
        List<OutputFile> nonsense = List.of(file("spikes", "nonsense", true));
        List<OutputFile> huge = List.of(file("spikes", "x".repeat(600_000), true));
        List<OutputFile> other = List.of(file("log", "", true));

        assertThatThrownBy(() -> comparator.read("w", nonsense)).isInstanceOf(UnusableOutputException.class);
        assertThatThrownBy(() -> comparator.read("w", huge)).hasMessageContaining("600000 bytes");
        assertThatThrownBy(() -> comparator.read("w", other)).hasMessageContaining("no output file 'spikes'");
    }

    @Test
    void strongly_similar_lists_are_the_same_weakly_similar_ones_similar() throws Exception {
        SpikeComparator comparator = new SpikeComparator();
        SpikeList three = comparator.read("piece_1", spikes(30, 40, 50));
        SpikeList rounded = comparator.read("piece_1", spikes(30.001, 40.001, 50.001));
        SpikeList two = comparator.read("piece_1", spikes(30, 50));
        SpikeList other = comparator.read("piece_1", spikes(90));

        assertThat(comparator.compare(three, rounded)).isEqualTo(Agreement.SAME);
        assertThat(comparator.compare(three, two)).isEqualTo(Agreement.SIMILAR);
        assertThat(comparator.compare(three, other)).isEqualTo(Agreement.DIFFERENT);
    }

    @Test
    void the_result_of_another_workunit_is_no_result() throws IOException {
        List<OutputFile> elsewhere = spikes(30);

        assertThatThrownBy(() -> new SpikeComparator().read("piece_2", elsewhere))
                .isInstanceOf(UnusableOutputException.class)
                .hasMessageContaining("piece_1");
    }

    /** A result file of workunit piece_1 with spikes of these powers, each at a place of its own. */
    private List<OutputFile> spikes(double... powers) throws IOException {
        SearchParameters search = new SearchParameters(List.of(0.0), List.of(1024), 20);
        PieceHeader piece = new PieceHeader("piece_1", "rec", 0, 0, 1.42e9, 1000, 0, 1.6e9, 1, 65_536, search);
        List<Spike> spikes = Arrays.stream(powers)
                .mapToObj(power -> {
                    int bin = (int) power * 10;
                    return new Spike(power, 1.42e9 - 500 + 1000.0 * bin / 1024, 0, 1024, 0.512, 0, bin);
                })
                .sorted(Spike.STRONGEST_FIRST)
                .toList();
        byte[] content = SpikeFormat.bytes(new SpikeList(piece, spikes.getFirst(), spikes, false));
        return List.of(file("spikes", new String(content, US_ASCII), true));
    }

    @Test
    void an_application_is_compared_bit_by_bit_unless_the_configuration_says_otherwise() {
        Comparators comparators = Comparators.of(Map.of("spike_search", "spikes"));

        assertThat(comparators.of("spike_search")).isInstanceOf(SpikeComparator.class);
        assertThat(comparators.of("anything")).isInstanceOf(BitwiseComparator.class);
        assertThatThrownBy(() -> Comparators.of(Map.of("app", "spyke")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'spyke'")
                .hasMessageContaining("[bitwise, spikes]");
    }
}
