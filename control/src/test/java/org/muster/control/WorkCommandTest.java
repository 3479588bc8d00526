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
        Path input = directory.resolve("input" + ++inputs);
        Files.writeString(input, "tyger");
        String[] words = new String[options.length + 5];
        System.arraycopy(new String[] {"work", "create", "--app", "upper"}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        words[options.length + 4] = input.toString();
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
