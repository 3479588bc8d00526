package org.muster.control.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JobLineTest {

    @Test
    void a_line_reads_as_create_work_reads_it() {
        JobRequest job = JobLine.parse("--wu_name a_1 -command_line \"-x 'two words'\" --command_line y"
                + " --wu_template templates/b_in --result_template templates/b_out --priority -3 --target_user 7"
                + " first.dat --remote_file http://a.example/f 12 3c849abd06645402153a62c442aa8040 second.dat");

        assertThat(job)
                .isEqualTo(new JobRequest(
                        "a_1",
                        "-x 'two words' y",
                        "templates/b_in",
                        "templates/b_out",
                        OptionalInt.of(-3),
                        Target.user(7),
                        List.of(
                                new InputArgument.Named("first.dat"),
                                new InputArgument.Remote("http://a.example/f", 12, "3c849abd06645402153a62c442aa8040"),
                                new InputArgument.Named("second.dat"))));
    }

    @Test
    void white_space_separates_words_and_quotation_marks_keep_them_together() {
        assertThat(JobLine.words("  a\t'b c'  \"\" d\"e f\"g ")).containsExactly("a", "b c", "", "de fg");
        assertThat(JobLine.words("")).isEmpty();
    }

    @Test
    void what_cannot_be_understood_is_named() {
        assertThatThrownBy(() -> JobLine.parse("--min_quorum 2 x")).hasMessageContaining("unknown option --min_quorum");
        assertThatThrownBy(() -> JobLine.parse("x --wu_name")).hasMessageContaining("--wu_name has no value");
        assertThatThrownBy(() -> JobLine.parse("--priority high x")).hasMessageContaining("not 'high'");
        assertThatThrownBy(() -> JobLine.parse("--target_host 0 x")).hasMessageContaining("above 0");
        assertThatThrownBy(() -> JobLine.parse("--command_line \"x")).hasMessageContaining("not closed");
    }
}
