package org.muster.scheduler.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.scheduler.identity.HostIdentification.Choice;
import org.muster.scheduler.identity.HostIdentification.Step;
import org.muster.scheduler.request.HostFacts;

class HostIdentificationTest {

    private static final long ANNA = 7;
    private static final long LAST_REQUEST = 1000;
    private static final long LATER = 2000;

    @ParameterizedTest(name = "id {0}, number {1}, row {2} of account {3} with number {4}: {5}")
    @CsvSource({
        "0,  0, 0, 0, 0,  by identifier",
        "0,  9, 0, 0, 0,  by identifier",
        "42, 3, 0, 0, 0,  by identifier",
        "42, 3, 42, 7, 3, known",
        "42, 4, 42, 7, 3, known",
        "42, 2, 42, 7, 3, by looks",
        "42, 9, 42, 8, 3, by identifier",
        "42, 9, 42, 0, 3, by identifier",
        "42, 2, 55, 7, 3, known under another id",
        "42, 2, 55, 8, 3, by identifier",
    })
    void the_first_step_goes_by_the_presented_id(
            long presented, long number, long row, long owner, long rowNumber, String expected) {
        Optional<HostRow> found =
                row == 0 ? Optional.empty() : Optional.of(row(row, owner, rowNumber, machine("Intel", 2)));
        assertThat(step(presented, number, LATER, machine("Intel", 2), found)).isEqualTo(expected);
    }

    @Test
    void a_request_that_was_here_before_a_later_one_was_answered_is_overtaken() {
        Optional<HostRow> row = Optional.of(row(42, ANNA, 3, machine("Intel", 2)));
        assertThat(step(42, 2, LAST_REQUEST, machine("Intel", 2), row)).isEqualTo("overtaken");
        assertThat(step(42, 2, LAST_REQUEST - 5, machine("Intel", 2), row)).isEqualTo("overtaken");
        assertThat(step(42, 2, LAST_REQUEST + 1, machine("Intel", 2), row)).isEqualTo("by looks");
        assertThat(step(42, 3, LAST_REQUEST, machine("Intel", 2), row)).isEqualTo("known");
    }

    @Test
    void the_same_number_from_another_machine_is_a_copy_and_a_larger_one_is_not() {
        Optional<HostRow> row = Optional.of(row(42, ANNA, 3, machine("Intel", 2)));
        assertThat(step(42, 3, LATER, machine("AMD", 2), row)).isEqualTo("by looks");
        assertThat(step(42, 3, LATER, machine("Intel", 2, "cellar", "192.0.2.2"), row))
                .isEqualTo("by looks");
        assertThat(step(42, 3, LATER, machine("Intel", 2, "cellar", "192.0.2.1"), row))
                .as("renamed")
                .isEqualTo("known");
        assertThat(step(42, 3, LATER, machine("Intel", 2, "kitchen", "192.0.2.2"), row))
                .as("moved")
                .isEqualTo("known");
        assertThat(step(42, 4, LATER, machine("AMD", 2), row)).as("repaired").isEqualTo("known");
    }

    private static String step(long id, long number, long arrived, HostFacts asking, Optional<HostRow> row) {
        return switch (HostIdentification.byId(
                new HostIdentification.Presented(id, number, arrived), ANNA, asking, row)) {
            case Step.Known known -> known.announce() ? "known under another id" : "known";
            case Step.Search search -> search.byIdentifier() ? "by identifier" : "by looks";
            case Step.Overtaken ignored -> "overtaken";
        };
    }

    static Stream<Arguments> looks() {
        Optional<HostRow> none = Optional.empty();
        Optional<HostRow> same = Optional.of(row(1, ANNA, 5, machine("Intel", 2)));
        Optional<HostRow> other = Optional.of(row(1, ANNA, 5, machine("AMD", 2)));
        Optional<HostRow> upgraded = Optional.of(row(1, ANNA, 5, machine("Intel", 8)));
        Optional<HostRow> similar = Optional.of(row(2, ANNA, 5, machine("Intel", 2)));
        Optional<HostRow> stranger =
                Optional.of(row(3, ANNA, 5, machine("Intel", 2).identifiedBy("another client's")));
        return Stream.of(
                Arguments.of(false, false, none, none, "new"),
                Arguments.of(false, false, same, none, "row 1"),
                Arguments.of(false, true, same, none, "row 1"),
                Arguments.of(true, false, same, none, "row 1"),
                Arguments.of(false, false, other, none, "new"),
                Arguments.of(false, false, upgraded, none, "new"),
                Arguments.of(false, false, none, similar, "row 2"),
                Arguments.of(false, false, none, stranger, "row 3, its tasks are lost"),
                Arguments.of(false, true, none, stranger, "row 3"),
                Arguments.of(true, false, none, stranger, "new"),
                Arguments.of(false, true, none, similar, "row 2"),
                Arguments.of(true, false, none, similar, "new"),
                Arguments.of(true, false, other, similar, "new"),
                Arguments.of(false, true, other, similar, "row 2"),
                Arguments.of(false, false, same, similar, "row 1"));
    }

    @ParameterizedTest(name = "several clients {0}, has tasks {1}: {4}")
    @MethodSource("looks")
    void the_second_step_goes_by_identifier_and_looks(
            boolean multiple, boolean hasTasks, Optional<HostRow> same, Optional<HostRow> similar, String expected) {
        String choice = switch (HostIdentification.bySimilarity(
                machine("Intel", 2), multiple, hasTasks, same, similar)) {
            case Choice.Create ignored -> "new";
            case Choice.Reuse reuse -> "row " + reuse.host().id() + (reuse.abandoned() ? ", its tasks are lost" : "");
        };
        assertThat(choice).isEqualTo(expected);
    }

    private static HostRow row(long id, long owner, long number, HostFacts facts) {
        return new HostRow(id, owner, number, LAST_REQUEST, 0, 0, false, new HostRow.Standing(0, 0, "", 0), facts);
    }

    private static HostFacts machine(String vendor, int processors) {
        return machine(vendor, processors, "kitchen", "192.0.2.1");
    }

    private static HostFacts machine(String vendor, int processors, String domain, String address) {
        return new HostFacts(
                new HostFacts.Name(domain, address, "", "cpid", "Linux", "6", ""),
                new HostFacts.Processor(processors, vendor, "model", 1e9, 1e9, 1e9),
                new HostFacts.Memory(8e9, 0, 0),
                new HostFacts.Disk(1e11, 1e11, 0, 0),
                new HostFacts.Availability(1, 1, 1, 1, 0, 0),
                0,
                1);
    }
}
