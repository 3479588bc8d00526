package org.muster.scheduler.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.scheduler.identity.Account;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostRow;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.GlobalPreferencesParser;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.request.Preferences;

class PreferenceExchangeTest {

    private static final long NOW = 1000;

    /** Times of the last change, 0 for none; {@code used} is whose time is in force. */
    @ParameterizedTest(name = "ours {0}, the client''s {1}, in force {2}: stored {3}, sent {4}, used {5}")
    @CsvSource({
        "0,    0,    0,    '',   false, 0",
        "500,  0,    0,    '',   true,  500",
        "500,  400,  400,  '',   true,  400",
        "500,  500,  500,  '',   false, 500",
        "400,  500,  500,  500,  false, 500",
        "400,  500,  0,    500,  false, 500",
        "500,  400,  600,  '',   false, 600",
        "0,    500,  0,    500,  false, 500",
        "400,  9000, 0,    1000, false, 9000",
        "9000, 500,  0,    '',   true,  9000",
    })
    void the_newer_copy_goes_to_the_other_side_and_the_future_counts_as_now(
            long ours, long master, long inForce, String stored, boolean sent, long used) {
        PreferenceExchange exchange = exchange(ours, master, inForce, true, "hash of the address");

        assertThat(exchange.toStore()).isEqualTo(stored.isEmpty() ? "" : text(Long.parseLong(stored), "the client's"));
        assertThat(exchange.send()).isEqualTo(sent);
        assertThat(exchange.used().modified()).isEqualTo(used);
    }

    @ParameterizedTest(name = "strong key {0}, changed in this account {1}: stored {2}")
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, false"})
    void only_the_accounts_own_preferences_are_stored_and_only_for_who_may_change_it(
            boolean strong, boolean own, boolean stored) {
        PreferenceExchange exchange = exchange(400, 500, 0, strong, own ? "hash of the address" : "another's");
        assertThat(!exchange.toStore().isEmpty()).isEqualTo(stored);
    }

    private static PreferenceExchange exchange(long ours, long master, long inForce, boolean strong, String hash) {
        Account account = new Account(
                1,
                "key",
                "",
                "anna@example.invalid",
                new Account.Profile("anna", 0, 0, 0, ""),
                new Account.Preferences(ours == 0 ? "" : text(ours, "ours"), "", ""),
                new Account.Team(0, ""));
        HostFacts facts = new HostFacts(
                new HostFacts.Name("kitchen", "192.0.2.1", "", "cpid", "Linux", "6", ""),
                new HostFacts.Processor(2, "Intel", "model", 1e9, 1e9, 1e9),
                new HostFacts.Memory(8e9, 0, 0),
                new HostFacts.Disk(1e11, 1e11, 0, 0),
                new HostFacts.Availability(1, 1, 1, 1, 0, 0),
                0,
                1);
        HostRow host = new HostRow(1, 1, 0, 0, 0, 0, false, new HostRow.Standing(0, 0, "", 0), facts);
        Optional<GlobalPreferences> working = inForce == 0
                ? Optional.empty()
                : Optional.of(GlobalPreferencesParser.parse(text(inForce, "in force"), ""));
        return PreferenceExchange.of(
                new Asker(account, strong, host, facts, Arrival.KNOWN),
                new Preferences(
                        working,
                        master == 0 ? "" : text(master, "the client's"),
                        master,
                        hash.equals("hash of the address") ? account.emailHash() : hash),
                NOW);
    }

    private static String text(long modified, String whose) {
        return "<global_preferences>\n<mod_time>" + modified + "</mod_time>\n<whose>" + whose
                + "</whose>\n</global_preferences>";
    }
}
