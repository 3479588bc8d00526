package org.muster.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ConfigException;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.Shard;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.UserErrorException;

class RosterTest {

    @TempDir
    Path directory;

    @Test
    void without_a_list_each_daemon_has_a_process_and_those_of_one_port_share_one() throws Exception {
        List<ChildSpec> roster = Roster.of(config("scienceDatabase: {url: 'jdbc:mysql://db/s'}"));

        assertThat(roster)
                .extracting(ChildSpec::name)
                .contains("transitioner", "validator", "splitter", "http")
                .doesNotContain("web", "scheduler");
        assertThat(Roster.named(roster, List.of("http")).getFirst().daemons())
                .containsExactlyInAnyOrder("web", "scheduler", "file-upload-handler");
        assertThat(Roster.of(config("http: {schedulerPort: 8081}")))
                .extracting(ChildSpec::name)
                .contains("scheduler", "http")
                .doesNotContain("splitter");
    }

    @Test
    void copies_are_numbered_and_share_out_the_rows_if_they_are_to() throws Exception {
        List<ChildSpec> roster = Roster.of(config("""
                supervisor:
                  daemons:
                    - {name: transitioner, copies: 2, sharded: true, memoryMegabytes: 256}
                    - {name: checks, run: [validator, assimilator], copies: 2}
                    - {name: web, host: somewhere-else}
                    - {name: scheduler, host: %s}
                """.formatted(ThisMachine.shortName())));

        assertThat(roster)
                .containsExactly(
                        new ChildSpec(
                                "transitioner-1", "transitioner", List.of("transitioner"), new Shard(2, 0), 256L << 20),
                        new ChildSpec(
                                "transitioner-2", "transitioner", List.of("transitioner"), new Shard(2, 1), 256L << 20),
                        new ChildSpec("checks-1", "checks", List.of("validator", "assimilator"), Shard.ALL, 1L << 30),
                        new ChildSpec("checks-2", "checks", List.of("validator", "assimilator"), Shard.ALL, 1L << 30),
                        new ChildSpec("scheduler", "scheduler", List.of("scheduler"), Shard.ALL, 1L << 30));
        assertThat(Roster.named(roster, List.of("transitioner", "validator")))
                .extracting(ChildSpec::name)
                .containsExactly("transitioner-1", "transitioner-2", "checks-1", "checks-2");
        assertThatThrownBy(() -> Roster.named(roster, List.of("web")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("there is no daemon 'web' on this machine");
    }

    @Test
    void a_list_that_names_nothing_sensible_is_refused() {
        refused("daemons: [{name: web, host: somewhere-else}]", "is called " + ThisMachine.name());
        refused("daemons: [{name: webb}]", "there is no daemon 'webb'");
        refused("daemons: [{name: web}, {name: web}]", "one name twice");
        refused("daemons: [{name: a b, run: [web]}]", "not 'a b'");
        refused("daemons: [{name: web, memoryMegabytes: 5}]", "memoryMegabytes must be at least 64");
    }

    private void refused(String supervisor, String reason) {
        assertThatThrownBy(() -> Roster.of(config("supervisor: {" + supervisor + "}")))
                .isInstanceOfAny(UserErrorException.class, ConfigException.class, IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private MusterConfig config(String more) throws Exception {
        Path file = directory.resolve("muster.yaml");
        Files.writeString(file, """
                project: {name: demo, directory: /srv/demo, masterUrl: 'http://example.invalid/demo/'}
                database: {url: 'jdbc:mysql://db/demo'}
                files: {downloadDirectory: /d, uploadDirectory: /u, templateDirectory: /t, archiveDirectory: /a}
                keys: {directory: /k}
                """ + more);
        return ConfigFile.read(file, Map.of());
    }
}
