package org.muster.scheduler.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.config.ClientsConfig;
import org.muster.scheduler.request.HostFacts;

class ClientRuleTest {

    private static final long NOW = 1_000_000;

    @ParameterizedTest(name = "at least {0}, the client is {1}: refused {2}")
    @CsvSource({
        "0,     0,     false",
        "0,     50000, false",
        "716,   71599, true",
        "716,   71600, false",
        "71602, 71601, true",
        "71602, 71602, false",
        "71602, 0,     true",
    })
    void old_releases_get_no_work(int least, int version, boolean refused) {
        ClientRule rule = new ClientRule(new ClientsConfig(least, 0, 0, null, null));
        assertThat(rule.refuse(version, host("Linux", "6")).isPresent()).isEqualTo(refused);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "Microsoft Windows 95, 4.0, SYSTEM_BANNED",
        "Microsoft Windows 11, 10.0, ",
        "Darwin, 8.11, SYSTEM_BANNED",
        "Darwin, 18.1, ",
        "Linux, 6, PROCESSOR_BANNED",
    })
    void systems_and_processors_are_banned_by_expressions(String name, String version, RefusalCode code) {
        ClientRule rule = new ClientRule(
                new ClientsConfig(0, 0, 0, List.of("Windows 9[58]", "^Darwin\t8\\."), List.of("Intel\tmodel 1$")));
        HostFacts host = host(name, version, name.equals("Linux") ? "model 1" : "model 12");
        assertThat(rule.refuse(72_005, host).map(RequestRefusal::code).orElse(null))
                .isEqualTo(code);
    }

    @Test
    void an_expression_that_cannot_be_read_is_refused_with_the_name_of_its_setting() {
        assertThatThrownBy(() -> new ClientsConfig(0, 0, 0, List.of("[open"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheduler.clients.banOs");
    }

    @Test
    void volunteers_are_told_before_the_limit_is_raised_but_not_who_is_refused_already_and_not_afterwards() {
        ClientRule rule = new ClientRule(new ClientsConfig(71_000, 80_000, NOW + 3 * 86_400, null, null));
        assertThat(rule.warning(72_005, NOW))
                .contains("In 3 days this project will need BOINC client version 8.0.0 or newer."
                        + " Please upgrade before.");
        assertThat(rule.warning(80_000, NOW)).isEmpty();
        assertThat(rule.warning(70_000, NOW)).isEmpty();
        assertThat(rule.warning(72_005, NOW + 3 * 86_400)).isEmpty();
    }

    private static HostFacts host(String name, String version) {
        return host(name, version, "model");
    }

    private static HostFacts host(String name, String version, String model) {
        return new HostFacts(
                new HostFacts.Name("kitchen", "192.0.2.1", "", "cpid", name, version, ""),
                new HostFacts.Processor(2, "Intel", model, 1e9, 1e9, 1e9),
                new HostFacts.Memory(8e9, 0, 0),
                new HostFacts.Disk(1e11, 1e11, 0, 0),
                new HostFacts.Availability(1, 1, 1, 1, 0, 0),
                0,
                1);
    }
}
