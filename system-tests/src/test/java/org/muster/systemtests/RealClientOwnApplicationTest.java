package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.store.Database;

/**
 * An application of the operator's own, by the README's commands, computed by Debian's BOINC client: the program is signed,
 * fetched, checked by the client and run; its output comes back, is validated, credited, and lies where the README says.
 */
@Tag("real-client")
final class RealClientOwnApplicationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void the_readmes_commands_and_a_stock_client_lead_to_the_first_result_of_an_application_of_ones_own()
            throws Exception {
        try (OperatorGuide guide = OperatorGuide.in("real-client-own-application")) {
            List<String> commands = guide.firstResult();
            assertThat(commands).hasSizeLessThanOrEqualTo(5);
            assertThat(commands.getLast())
                    .as("what the stock client does instead")
                    .startsWith("bin/muster volunteer ");
            guide.run(guide.application());
            guide.run(String.join("\n", commands.subList(0, commands.size() - 1)));

            try (StockClient client = StockClient.start(guide.directory().resolve("client"))) {
                URI address = URI.create(guide.address());
                client.attach(address, client.createAccount(address, "ada@example.invalid", "correct horse", "Ada"));
                Waiting.until("the first result", PATIENCE, () -> {
                    client.update(address);
                    Thread.sleep(1_500);
                    return guide.results().contains("TYGER, TYGER, BURNING BRIGHT");
                });

                assertThat(guide.results()).isEqualTo("TYGER, TYGER, BURNING BRIGHT\n");
                theProgramCameSigned(client);
                assertThat(client.log())
                        .contains("Starting task")
                        .doesNotContainPattern("(?i)\\[error\\]|exited with zero status but no|computation error|absent"
                                + "|signature verification failed|giving up");
            }
            theResultIsValidAndCredited(guide);
        }
    }

    /** The client keeps beside each file of an application the signature that it checked it with. */
    private static void theProgramCameSigned(StockClient client) throws Exception {
        Path state = client.directory().resolve("client_state.xml");
        Waiting.until(
                "the client knows the program",
                PATIENCE,
                () -> Files.exists(state) && Files.readString(state).contains("<name>upper_1.00</name>"));
        assertThat(Files.readString(state))
                .containsPattern("(?s)<name>upper_1\\.00</name>(?:(?!</file>).)*<executable/>")
                .containsPattern("(?s)<name>upper_1\\.00</name>(?:(?!</file>).)*<file_signature>");
    }

    private static void theResultIsValidAndCredited(OperatorGuide guide) throws Exception {
        Path file = guide.directory().resolve("demo/muster.yaml");
        try (Database work =
                Database.open(ConfigFile.read(file, System.getenv()).database(), "test-work")) {
            // By now the rows of finished work may have been purged; what is left of it must be valid.
            assertThat(number(work, "select count(*) from workunit where canonical_resultid = 0 or error_mask <> 0"))
                    .isZero();
            assertThat(number(work, "select count(*) from result where outcome <> 1 or validate_state <> 1"))
                    .isZero();
            assertThat(number(work, "select count(*) from credit_ledger")).isEqualTo(1);
            assertThat(number(work, "select sum(credit) from credit_ledger"))
                    .as("what --credit said, although the client measured no time")
                    .isEqualTo(1);
            ProjectChecks.balancesAreTheLedgersSum(work);
        }
    }
}
