package org.muster.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.control.testing.CommandRun;
import org.muster.control.testing.SmallProject;

/** The options of BOINC's {@code create_work}, as a script that was written for it gives them. */
class WorkCommandTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private SmallProject project;
    private int inputs;

    @BeforeEach
    void a_project_with_an_application() throws Exception {
        DATABASE.empty();
        project = SmallProject.create(directory, DATABASE.config(), DATABASE.freshConfig("science"));
        assertThat(run("app", "add", "upper").output()).contains("The application upper is added.");
        assertThat(run("app", "add", "upper").output()).contains("The application upper was there already.");
    }

    @AfterEach
    void closed() {
        project.close();
    }

    @Test
    void credit_and_further_elements_are_taken_as_create_work_takes_them() throws Exception {
        create("--wu_name", "fixed", "--credit", "12.5", "--additional_xml", "<a>1</a>", "--sub_appname", "part 2");
        create("--wu_name", "older", "--additional_xml", "<credit>3</credit>");
        create("--wu_name", "both", "--additional_xml", "<credit>3</credit>", "--credit", "4");
        create("--wu_name", "plain");

        assertThat(workunit("fixed")).containsEntry("canonical_credit", 12.5);
        assertThat(document("fixed")).endsWith("<a>1</a>\n<sub_appname>part 2</sub_appname>\n</workunit>\n");
        assertThat(workunit("older")).containsEntry("canonical_credit", 3.0);
        assertThat(workunit("both")).containsEntry("canonical_credit", 4.0);
        assertThat(workunit("plain")).containsEntry("canonical_credit", 0.0);
    }

    @Test
    void what_cannot_be_kept_is_refused_with_the_reason_and_nothing_is_made() throws Exception {
        refused("here a workunit's row is made whole", "--wu_id", "7");
        refused("must not have <name>", "--additional_xml", "<name>x</name>");
        refused("whole elements", "--additional_xml", "x");
        refused("credit is between 0 and", "--credit", "-1");

        assertThat(project.number("select count(*) from workunit")).isZero();
    }

    @Test
    void a_number_of_the_projects_own_is_kept_in_the_row() throws Exception {
        create("--wu_name", "marked", "--opaque", "42");
        create("--wu_name", "unmarked");

        assertThat(workunit("marked")).containsEntry("opaque", 42.0);
        assertThat(workunit("unmarked")).containsEntry("opaque", 0.0);
        refused("opaque is a number", "--opaque", "NaN");
    }

    @Test
    void jobs_that_are_not_good_are_said_and_passed_over_when_that_is_wanted() throws Exception {
        create("--wu_name", "known");
        Path jobs = jobs(
                "--wu_name one " + input(),
                "--no_such_option",
                "--wu_name two nowhere and_nowhere",
                "--wu_name two " + input(),
                "--wu_name known " + input(),
                input(),
                input());

        CommandRun strict = run("work", "create", "--app", "upper", "--jobs", jobs.toString());
        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.errors())
                .contains("line 2: unknown option --no_such_option")
                .contains("Nothing was created");
        assertThat(project.number("select count(*) from workunit")).isEqualTo(1);

        CommandRun run = run("work", "create", "--app", "upper", "--jobs", jobs.toString(), "--continue_on_error");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("muster: "))
                .anyMatch(line -> line.contains("line 2: unknown option --no_such_option"))
                .anyMatch(line -> line.contains("line 3: the job has 2 input files"))
                .anyMatch(line -> line.contains("there is a workunit known already"));
        assertThat(run.output())
                .contains("4 created, 3 passed over.")
                .contains("workunit one")
                .contains("workunit two");
        assertThat(project.number("select count(*) from workunit")).isEqualTo(5);
    }

    @Test
    void every_workunit_is_named_when_that_is_wanted() throws Exception {
        for (String[] options : new String[][] {{}, {"-d", "2"}, {"--verbose"}, {"-d", "3"}}) {
            String[] lines = new String[12];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = input();
            }
            String[] words = java.util.Arrays.copyOf(
                    new String[] {
                        "work",
                        "create",
                        "--app",
                        "upper",
                        "--jobs",
                        jobs(lines).toString()
                    },
                    6 + options.length);
            System.arraycopy(options, 0, words, 6, options.length);
            boolean all = options.length > 0 && !options[options.length - 1].equals("2");
            assertThat(run(words).output().lines().filter(line -> line.startsWith("workunit ")))
                    .as(String.join(" ", options))
                    .hasSize(all ? 12 : 10);
        }
        refused("-d takes 1 to 4, not 5", "-d", "5");
    }

    @Test
    void the_project_may_be_named_by_its_directory() throws Exception {
        CommandRun run = CommandRun.of(
                "work",
                "create",
                "--app",
                "upper",
                "--wu_name",
                "there",
                "--config_dir",
                directory.toString(),
                input());
        assertThat(run.errors()).isEmpty();
        assertThat(workunit("there")).containsEntry("priority", 0);

        refused("leave one out", "--config_dir", directory.toString());
        assertThat(CommandRun.of("work", "create", "--app", "upper", "--config_dir", "/nowhere", input())
                        .errors())
                .contains("there is no muster.yaml in /nowhere");
    }

    private Path jobs(String... lines) throws Exception {
        return Files.write(directory.resolve("jobs" + ++inputs), java.util.List.of(lines));
    }

    private String input() throws Exception {
        return Files.writeString(directory.resolve("input" + ++inputs), "tyger").toString();
    }

    private void create(String... options) throws Exception {
        CommandRun run = run(words(options));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
    }

    private void refused(String reason, String... options) throws Exception {
        CommandRun run = run(words(options));
        assertThat(run.errors()).startsWith("muster: ").contains(reason).hasLineCount(1);
        assertThat(run.status()).isEqualTo(1);
    }

    private String[] words(String... options) throws Exception {
        String input = input();
        String[] words = new String[options.length + 5];
        System.arraycopy(new String[] {"work", "create", "--app", "upper"}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        words[options.length + 4] = input;
        return words;
    }

    private CommandRun run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = project.configFile().toString();
        return CommandRun.of(all);
    }

    private Map<String, Object> workunit(String name) {
        return project.work()
                .read(handle -> handle.createQuery("select * from workunit where name = :name")
                        .bind("name", name)
                        .mapToMap()
                        .one());
    }

    private String document(String name) {
        return new String((byte[]) workunit(name).get("xml_doc"), UTF_8);
    }
}
