package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;

/** What must hold of every project once all its work has been purged. */
final class ProjectChecks {
    private ProjectChecks() {}

    /** No row of work, nothing set aside. */
    static void noRowIsLeft(Database work) {
        work.read(handle -> {
            assertThat(number(handle, "select count(*) from workunit")).isZero();
            assertThat(number(handle, "select count(*) from result")).isZero();
            assertThat(number(handle, "select count(*) from blocked_work")).isZero();
            return null;
        });
    }

    /** No upload; of the downloads only the application. */
    static void noFileIsLeft(MusterConfig config) throws IOException {
        assertThat(filesBelow(config.files().uploadDirectory())).isEmpty();
        assertThat(filesBelow(config.files().downloadDirectory()))
                .as("only the application's files are left")
                .isNotEmpty()
                .allMatch(name -> name.startsWith("spike_search_"));
    }

    /** The balances of users and of hosts are the ledger's sum. */
    static void balancesAreTheLedgersSum(Database work) {
        work.read(handle -> {
            double ledger = number(handle, "select sum(credit) from credit_ledger");
            assertThat(ledger).isPositive();
            assertThat(number(handle, "select sum(total_credit) from user")).isCloseTo(ledger, offset(1e-9 * ledger));
            assertThat(number(handle, "select sum(total_credit) from host")).isCloseTo(ledger, offset(1e-9 * ledger));
            return null;
        });
    }

    /** The single number that a query gives. */
    static double number(Database database, String query) {
        return database.read(handle -> number(handle, query));
    }

    private static double number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Double.class).one();
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }
}
