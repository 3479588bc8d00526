package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.common.testing.WorkFixture;
import org.muster.systemtests.fleet.Applications;
import org.muster.systemtests.fleet.Fleet;

/**
 * Five hundred computers of all kinds, two schedulers, one of them killed every now and then, ten thousand workunits.
 * Nobody's clock is turned: tasks take seconds, deadlines are short, and volunteers are impatient.
 */
final class FleetTest {
    private static final Path DIRECTORY = Path.of("target", "fleet").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(25);
    private static final int WORKUNITS = Integer.getInteger("fleet.workunits", 10_000);
    private static final int COMPUTERS = 500;
    private static final int ACCOUNTS = 199;
    private static final long SEED = 20_000;
    private static final int TASKS_BETWEEN_KILLS = WORKUNITS / 5;

    @Test
    void every_task_ends_and_no_rule_is_broken_whatever_computers_and_schedulers_do() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        try (FleetProject project = new FleetProject(DIRECTORY);
                Fleet fleet = new Fleet(project.schedulerUrls())) {
            Database work = project.work();
            Applications.workunits(work, WORKUNITS);
            fleet.send(COMPUTERS, accounts(work), SEED);

            long began = Instant.now().getEpochSecond();
            int kills = killUntilAllIsDone(project);
            fleet.callBack();

            System.out.println(kills + " kills of a scheduler");
            System.out.println(fleet.books().text());
            System.out.println(FleetChecks.figures(work));
            assertThat(project.isAlive()).isTrue();
            assertThat(fleet.books().surprises()).isEmpty();
            assertThat(fleet.books().messages("account key")).isZero();
            FleetChecks.everythingIsFinished(work, WORKUNITS);
            FleetChecks.noTaskWasGivenToTwo(work, fleet.books());
            FleetChecks.noAccountHadTwoOfAWorkunit(work);
            FleetChecks.whatWasAcknowledgedIsThere(work, fleet.books());
            FleetChecks.noQuotaWasPassed(work);
            FleetChecks.aComputerHasOneRow(work);
            FleetChecks.countersAreTheRows(work, began);
            ProjectChecks.balancesAreTheLedgersSum(work);
        }
    }

    private static List<String> accounts(Database work) {
        List<String> authenticators = new ArrayList<>();
        work.write(handle -> {
            for (int number = 0; number < ACCOUNTS; number++) {
                String name = "user%03dx".formatted(number);
                WorkFixture.user(handle, name);
                authenticators.add(WorkFixture.authenticator(name));
            }
        });
        return authenticators;
    }

    /**
     * Kills one scheduler, then the other, and so on, whenever so many more tasks have been given away; looks at the
     * limits meanwhile.
     */
    private static int killUntilAllIsDone(FleetProject project) throws Exception {
        int[] kills = {0};
        Waiting.until("everything is finished", PATIENCE, () -> {
            FleetChecks.noComputerHoldsTooMuch(project.work());
            double given = number(project.work(), "select count(*) from result where sent_time > 0");
            if (given > (kills[0] + 1) * TASKS_BETWEEN_KILLS && project.schedulersAreUp()) {
                project.replaceScheduler(kills[0]++ % 2);
            }
            return number(project.work(), FleetChecks.UNFINISHED) == 0;
        });
        return kills[0];
    }
}
