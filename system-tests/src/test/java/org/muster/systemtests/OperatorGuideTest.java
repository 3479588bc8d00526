package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's operator guide is this test: its commands are taken out of the README and run as they stand there. */
class OperatorGuideTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Test
    void the_guide_leads_from_nothing_to_the_first_result_in_five_commands() throws Exception {
        try (OperatorGuide guide = OperatorGuide.in("operator-guide")) {
            assertThat(guide.firstResult())
                    .as("commands to the first result")
                    .hasSizeLessThanOrEqualTo(5)
                    .allMatch(line -> line.startsWith("bin/muster"));

            guide.run(guide.application());
            guide.run(String.join("\n", guide.firstResult()));
            Waiting.until("the first result", PATIENCE, () -> guide.results().contains("TYGER, TYGER, BURNING BRIGHT"));
            guide.run(guide.dayByDay());

            assertThat(guide.said())
                    .contains("Everything has stopped on")
                    .contains("1 would be created")
                    .contains("1 cancelled");
        }
    }
}
