package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.http.Secrets;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What an operator reads: help, completion, and one line for each thing that is wrong. */
class MusterTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private record Said(int status, String errors) {}

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

        String printed = printed(
                "user",
                "reset-password",
                email,
                "--json",
                "--config",
                config(DATABASE.config().url()));

        String link = new ObjectMapper().readTree(printed).path("link").asText();
        assertThat(link).startsWith("http://example.invalid/demo/reset_password.php?token=");
        List<String> digests = DATABASE.work()
                .read(handle -> handle.createQuery("select token_digest from password_reset")
                        .mapTo(String.class)
                        .list());
        assertThat(digests).containsExactly(Secrets.digest(link.replaceFirst(".*token=", "")));
    }

    private static String printed(String... arguments) {
        PrintStream usual = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Muster.commandLine().execute(arguments)).isZero();
            return said.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(usual);
        }
    }

    private void one(String expected, String... arguments) {
        Said said = said(arguments);
        assertThat(said.status()).as(String.join(" ", arguments)).isNotZero();
        assertThat(said.errors().strip())
                .contains(expected)
                .doesNotContain("\n")
                .startsWith("muster: ");
    }

    private static Said said(String... arguments) {
        PrintStream usual = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = Muster.commandLine();
            line.setErr(new java.io.PrintWriter(errors, true, StandardCharsets.UTF_8));
            return new Said(line.execute(arguments), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(usual);
        }
    }

    private String configWithHost(String url) throws Exception {
        DATABASE.work().write(handle -> handle.execute("insert into host (id, userid) values (7, 1)"));
        return config(url);
    }

    private String config(String url) throws Exception {
        return config(url, "");
    }

    private String config(String url, String more) throws Exception {
        DatabaseConfig database = DATABASE.config();
        Path file = directory.resolve("muster.yaml");
        Files.writeString(file, """
                project: {name: demo, directory: %s, masterUrl: 'http://example.invalid/demo/'}
                database: {url: '%s', user: '%s', password: '%s'}
                files: {downloadDirectory: /d, uploadDirectory: /u, templateDirectory: /t, archiveDirectory: /a}
                keys: {directory: %s}
                %s
                """.formatted(directory, url, database.user(), database.password(), directory, more));
        return file.toString();
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> found = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(below -> found.addAll(all(below)));
        return found;
    }
}
