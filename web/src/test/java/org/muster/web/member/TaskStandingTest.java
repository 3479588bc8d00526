package org.muster.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.model.ClientState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/** The table of how a task stands, in words. */
final class TaskStandingTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # server      | outcome         | client        | validate     | exit | due in s | quorum | decided | errors | title
        UNSENT        | INIT            | NEW           | INIT         | 0    | 9        | 2      | false   | 0      | Waiting to be sent
        IN_PROGRESS   | INIT            | NEW           | INIT         | 0    | 9        | 2      | false   | 0      | In progress
        IN_PROGRESS   | INIT            | NEW           | INIT         | 0    | -9       | 2      | false   | 0      | Overdue
        IN_PROGRESS   | INIT            | NEW           | INIT         | 0    | 9        | 2      | true    | 0      | In progress, decided meanwhile
        IN_PROGRESS   | INIT            | NEW           | INIT         | 0    | 9        | 2      | false   | 16     | No longer wanted
        OVER          | SUCCESS         | UPLOADED      | INIT         | 0    | 9        | 2      | false   | 0      | Waiting for others
        OVER          | SUCCESS         | UPLOADED      | INIT         | 0    | 9        | 1      | false   | 0      | Waiting to be checked
        OVER          | SUCCESS         | UPLOADED      | INIT         | 0    | 9        | 2      | true    | 0      | Waiting to be checked
        OVER          | SUCCESS         | UPLOADED      | INIT         | 0    | 9        | 2      | false   | 2      | Not needed any more
        OVER          | SUCCESS         | UPLOADED      | INCONCLUSIVE | 0    | 9        | 2      | false   | 0      | Being compared
        OVER          | SUCCESS         | UPLOADED      | VALID        | 0    | 9        | 2      | true    | 0      | Valid
        OVER          | SUCCESS         | UPLOADED      | INVALID      | 0    | 9        | 2      | true    | 0      | Invalid
        OVER          | SUCCESS         | UPLOADED      | NO_CHECK     | 0    | 9        | 2      | false   | 2      | Never checked
        OVER          | SUCCESS         | UPLOADED      | TOO_LATE     | 0    | 9        | 2      | true    | 0      | Too late
        OVER          | NO_REPLY        | NEW           | INIT         | 0    | -9       | 2      | false   | 0      | No answer
        OVER          | COULDNT_SEND    | NEW           | INIT         | 0    | 9        | 2      | false   | 0      | Could not be sent
        OVER          | DIDNT_NEED      | NEW           | INIT         | 0    | 9        | 2      | false   | 0      | Not needed
        OVER          | VALIDATE_ERROR  | UPLOADED      | INVALID      | 0    | 9        | 2      | false   | 0      | Output unusable
        OVER          | CLIENT_DETACHED | NEW           | INIT         | 0    | 9        | 2      | false   | 0      | Abandoned
        OVER          | CLIENT_ERROR    | DOWNLOADING   | INVALID      | -186 | 9        | 2      | false   | 0      | Download failed
        OVER          | CLIENT_ERROR    | UPLOAD_FAILED | INVALID      | -187 | 9        | 2      | false   | 0      | Upload failed
        OVER          | CLIENT_ERROR    | ABORTED       | INVALID      | 203  | 9        | 2      | false   | 0      | Aborted by you
        OVER          | CLIENT_ERROR    | ABORTED       | INVALID      | 202  | 9        | 2      | false   | 0      | Dropped for the project
        OVER          | CLIENT_ERROR    | ABORTED       | INVALID      | 200  | 9        | 2      | false   | 0      | Not begun in time
        OVER          | CLIENT_ERROR    | ABORTED       | INVALID      | 194  | 9        | 2      | false   | 0      | Aborted
        OVER          | CLIENT_ERROR    | COMPUTE_ERROR | INVALID      | 197  | 9        | 2      | false   | 0      | Took too long
        OVER          | CLIENT_ERROR    | COMPUTE_ERROR | INVALID      | 196  | 9        | 2      | false   | 0      | Too much disk
        OVER          | CLIENT_ERROR    | COMPUTE_ERROR | INVALID      | 198  | 9        | 2      | false   | 0      | Too much memory
        OVER          | CLIENT_ERROR    | COMPUTE_ERROR | INVALID      | 139  | 9        | 2      | false   | 0      | Failed
        """)
    void every_state_has_a_title_and_a_reason(
            ServerState server,
            Outcome outcome,
            ClientState client,
            ValidateState validate,
            int exit,
            long dueIn,
            int quorum,
            boolean decided,
            int errors,
            String title) {
        TaskStanding standing = TaskStanding.of(
                new TaskFacts(
                        server,
                        outcome,
                        client,
                        validate,
                        exit,
                        NOW.getEpochSecond() + dueIn,
                        12.5,
                        new TaskFacts.Work(quorum, decided, errors)),
                NOW);

        assertThat(standing.title()).isEqualTo(title);
        assertThat(standing.reason()).endsWith(".").hasSizeGreaterThan(20);
    }

    @Test
    void no_combination_of_states_is_without_words_or_with_the_words_of_the_database() {
        for (ServerState server : ServerState.values()) {
            for (Outcome outcome : Outcome.values()) {
                for (ClientState client : ClientState.values()) {
                    for (ValidateState validate : ValidateState.values()) {
                        TaskStanding standing = TaskStanding.of(
                                new TaskFacts(
                                        server, outcome, client, validate, 1, 5, 0, new TaskFacts.Work(2, false, 0)),
                                NOW);
                        assertThat(standing.reason()).isNotBlank().doesNotContain("workunit", "canonical", "_");
                        assertThat(standing.tone()).isIn("good", "note", "warning", "bad");
                    }
                }
            }
        }
    }
}
