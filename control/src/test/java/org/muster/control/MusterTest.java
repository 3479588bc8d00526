package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.PasswordHashes;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.control.testing.CommandRun;
import org.muster.web.http.Secrets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What an operator reads: help, completion, and one line for each thing that is wrong. */
class MusterTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    @Test
    void every_command_and_option_explains_itself() {
        for (CommandLine command : all(Muster.commandLine())) {
            var spec = command.getCommandSpec();
            assertThat(spec.usageMessage().description())
                    .as(spec.qualifiedName())
                    .isNotEmpty();
            spec.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> assertThat(option.description())
                            .as(spec.qualifiedName() + " " + option.longestName())
                            .isNotEmpty());
            spec.positionalParameters()
                    .forEach(parameter -> assertThat(parameter.description())
                            .as(spec.qualifiedName() + " " + parameter.paramLabel())
                            .isNotEmpty());
        }
    }

    @Test
    void the_shell_completes_every_command() {
        String script = AutoComplete.bash("muster", Muster.commandLine());

        assertThat(script).contains("app-version", "blacklist", "--wu_template", "--database-password-file");
    }

    @Test
    void what_an_operator_can_mend_is_said_in_one_line_with_what_to_do() throws Exception {
        one("there is no configuration file", "app", "list", "--config", "none.yaml");
        String url = DATABASE.config().url();
        one(
                "there is no application none; add it first",
                "work",
                "create",
                "--app",
                "none",
                "x",
                "--config",
                config(url));
        one("cannot be reached", "app", "list", "--config", config("jdbc:mysql://127.0.0.1:1/muster"));
        String empty = DATABASE.freshConfig("empty").url();
        one("bin/muster project create", "app", "list", "--config", config(empty));
        one("add --yes to do it", "host", "blacklist", "7", "--config", configWithHost(url));
        one("there is no workunit x", "workunit", "show", "x", "--config", config(url));
        one(
                "there is no account of nobody@example.invalid",
                "user",
                "reset-password",
                "nobody@example.invalid",
                "--config",
                config(url));
        String projects = directory.resolve("new").toString();
        one("has no dot", "project", "create", "--dir", projects, "--url", "http://localhost:8080/demo/");
        one("has no dot", "project", "create", "--dir", projects, "--url", "http://[::1]/demo/");
        one("not running on", "status", "--config", config(url));
        one("not running on", "stop", "--config", config(url));
        one("upload_private is missing", "start", "--config", config(url));
        one("there is no daemon 'webb'", "start", "webb", "--config", config(url));
        one("is called", "start", "--config", config(url, "supervisor: {daemons: [{name: web, host: elsewhere}]}"));
    }

    @Test
    void a_link_to_a_new_password_is_printed_and_only_its_digest_is_kept() throws Exception {
        DATABASE.work().write(handle -> WorkFixture.user(handle, "ada"));
        String email = DATABASE.work()
                .read(handle -> handle.createQuery("select email_addr from user where name = 'ada'")
                        .mapTo(String.class)
                        .one());

        CommandRun said = CommandRun.of(
                "user",
                "reset-password",
                email,
                "--json",
                "--config",
                config(DATABASE.config().url()));

        assertThat(said.status()).as(said.errors()).isZero();
        String link = new ObjectMapper().readTree(said.output()).path("link").asText();
        assertThat(link).startsWith("http://example.invalid/demo/reset_password.php?token=");
        List<String> digests = DATABASE.work()
                .read(handle -> handle.createQuery("select token_digest from password_reset")
                        .mapTo(String.class)
                        .list());
        assertThat(digests).containsExactly(Secrets.digest(link.replaceFirst(".*token=", "")));
    }

    @Test
    void administrators_are_added_listed_given_another_password_and_removed() throws Exception {
        String config = config(DATABASE.config().url());

        CommandRun added = CommandRun.of("administrator", "add", "Ada", "--json", "--config", config);
        assertThat(added.status()).as(added.errors()).isZero();
        JsonNode row = new ObjectMapper().readTree(added.output());
        assertThat(row.path("name").asText()).isEqualTo("ada");
        assertThat(row.path("password").asText()).hasSize(24);
        assertThat(row.path("address").asText()).isEqualTo("http://example.invalid/demo/admin/");
        String first = storedPassword();
        assertThat(PasswordHashes.matches(
                        first, PasswordHashes.ofClient(row.path("password").asText(), "ada")))
                .isTrue();
        one("there is an administrator ada already", "administrator", "add", "ada", "--config", config);
        one("cannot be an administrator's name", "administrator", "add", "administrator", "--config", config);

        Path file = Files.writeString(directory.resolve("password"), "twelve or more\n");
        CommandRun set = CommandRun.of(
                "administrator", "password", "ada", "--password-file", file.toString(), "--config", config);
        assertThat(set.status()).as(set.errors()).isZero();
        assertThat(set.output()).doesNotContain("twelve");
        assertThat(PasswordHashes.matches(storedPassword(), PasswordHashes.ofClient("twelve or more", "ada")))
                .isTrue();
        Files.writeString(file, "too short");
        one("less than 12", "administrator", "password", "ada", "--password-file", file.toString(), "--config", config);
        one("there is no administrator bob", "administrator", "password", "bob", "--config", config);

        CommandRun list = CommandRun.of("administrator", "list", "--json", "--config", config);
        assertThat(new ObjectMapper().readTree(list.output()).findValuesAsText("name"))
                .containsExactly("ada");
        one("add --yes to do it", "administrator", "remove", "ada", "--config", config);
        CommandRun removed = CommandRun.of("administrator", "remove", "ada", "--yes", "--config", config);
        assertThat(removed.status()).as(removed.errors()).isZero();
        one("there is no administrator ada", "administrator", "remove", "ada", "--yes", "--config", config);
        List<String> noted = DATABASE.work()
                .read(handle -> handle.createQuery("select action from administrator_change order by id")
                        .mapTo(String.class)
                        .list());
        assertThat(noted).containsExactly("added administrator", "set the password of", "removed administrator");
    }

    private static String storedPassword() {
        return DATABASE.work()
                .read(handle -> handle.createQuery("select passwd_hash from administrator where name = 'ada'")
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void a_wrong_database_password_is_said_in_one_line_and_never_printed() throws Exception {
        String file = config(DATABASE.config().url(), "not this one", "");
        for (String command : List.of(
                "app list",
                "work create --app none x",
                "workunit show x",
                "workunit cancel x --yes",
                "workunit retry x",
                "result show x",
                "host show 7",
                "host blacklist 7 --yes",
                "user create ada@example.org",
                "log level debug",
                "files sweep --dry-run",
                "files report",
                "files defer --app none --to other",
                "stats export",
                "fsck",
                "backup " + directory.resolve("backup"),
                "restore " + directory.resolve("backup"),
                "project create")) {
            CommandRun said = one("refuses the user", (command + " --config " + file).split(" "));
            assertThat(said.errors()).contains("database.password").doesNotContain("not this one");
            assertThat(said.output()).isEmpty();
        }
    }

    @Test
    void a_project_is_not_started_with_a_wrong_database_password() throws Exception {
        new KeyDirectory(directory).createMissing();

        one(
                "refuses the user",
                "start",
                "transitioner",
                "--config",
                config(DATABASE.config().url(), "not this one", ""));
        one(
                "refuses the user",
                "run",
                "transitioner",
                "--config",
                config(DATABASE.config().url(), "not this one", ""));
    }

    @Test
    void the_project_is_found_in_the_same_way_by_every_command() {
        List<OptionSpec> options = all(Muster.commandLine()).stream()
                .filter(command -> !command.getCommandSpec().qualifiedName().equals("muster project create"))
                .map(command -> command.getCommandSpec().findOption("--config"))
                .filter(Objects::nonNull)
                .toList();

        assertThat(options).hasSizeGreaterThan(20).noneMatch(OptionSpec::required);
        assertThat(options)
                .extracting(option -> List.of(option.description()))
                .containsOnly(List.of(options.getFirst().description()));
        one("there is no muster.yaml in this directory", "files", "report");
        one("there is no muster.yaml in this directory", "stats", "export");
    }

    private CommandRun one(String expected, String... arguments) {
        CommandRun said = CommandRun.of(arguments);
        assertThat(said.status()).as(String.join(" ", arguments)).isNotZero();
        assertThat(said.errors().strip())
                .contains(expected)
                .doesNotContain("\n")
                .startsWith("muster: ");
        return said;
    }

    private String configWithHost(String url) throws Exception {
        DATABASE.work().write(handle -> handle.execute("insert into host (id, userid) values (7, 1)"));
        return config(url);
    }

    private String config(String url) throws Exception {
        return config(url, "");
    }

    private String config(String url, String more) throws Exception {
        return config(url, DATABASE.config().password(), more);
    }

    private String config(String url, String password, String more) throws Exception {
        Path file = directory.resolve("muster.yaml");
        Files.writeString(file, """
                project: {name: demo, directory: %s, masterUrl: 'http://example.invalid/demo/'}
                database: {url: '%s', user: '%s', password: '%s'}
                files: {downloadDirectory: /d, uploadDirectory: /u, templateDirectory: /t, archiveDirectory: /a}
                keys: {directory: %s}
                %s
                """.formatted(directory, url, DATABASE.config().user(), password, directory, more));
        return file.toString();
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> found = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(below -> found.addAll(all(below)));
        return found;
    }
}
