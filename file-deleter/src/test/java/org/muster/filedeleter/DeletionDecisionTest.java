package org.muster.filedeleter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.files.Deletion.ALREADY_GONE;
import static org.muster.common.files.Deletion.DELETED;
import static org.muster.common.files.Deletion.FAILED;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.common.files.Deletion;
import org.muster.common.model.FileDeleteState;
import org.muster.common.work.DocumentFiles;

class DeletionDecisionTest {

    private static final DocumentFiles DOCUMENT = DocumentFiles.of("""
            <file_info>
            <name>a</name>
            </file_info>
            <file_info>
            <name>kept</name>
            <no_delete/>
            </file_info>
            <file_info>
            <sticky/>
            <name>b</name>
            </file_info>
            <workunit>
            </workunit>
            """);

    @ParameterizedTest
    @CsvSource({
        // queue, name of the row, files that go
        "INPUTS,  wu_1,          a|b",
        "INPUTS,  nodelete_wu_1, ''",
        "INPUTS,  wu_nodelete,   ''",
        "INPUTS,  wu_NODELETE,   a|b",
        "OUTPUTS, wu_1_0,        a|b",
        "OUTPUTS, nodelete_1_0,  a|b",
    })
    void every_file_goes_that_neither_its_document_nor_the_workunits_name_keeps(
            DeletionQueue queue, String name, String files) {
        assertThat(String.join("|", DeletionDecision.filesToDelete(queue, name, DOCUMENT)))
                .isEqualTo(files);
    }

    @Test
    void a_row_without_files_has_nothing_to_delete_and_is_done() {
        assertThat(DeletionDecision.filesToDelete(DeletionQueue.OUTPUTS, "r", DocumentFiles.of("")))
                .isEmpty();
        assertThat(DeletionDecision.stateAfter(List.of())).isEqualTo(FileDeleteState.DONE);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(List.of(DELETED), FileDeleteState.DONE),
                Arguments.of(List.of(ALREADY_GONE), FileDeleteState.DONE),
                Arguments.of(List.of(DELETED, ALREADY_GONE), FileDeleteState.DONE),
                Arguments.of(List.of(FAILED), FileDeleteState.ERROR),
                Arguments.of(List.of(DELETED, FAILED, ALREADY_GONE), FileDeleteState.ERROR));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void a_row_is_done_when_none_of_its_files_is_left(List<Deletion> deletions, FileDeleteState state) {
        assertThat(DeletionDecision.stateAfter(deletions)).isEqualTo(state);
    }
}
