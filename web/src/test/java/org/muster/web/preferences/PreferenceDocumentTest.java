package org.muster.web.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PreferenceDocumentTest {
    private static final String CLIENTS = """
            <global_preferences>
               <source_project>http://other.example/</source_project>
               <mod_time>5.000000</mod_time>
               <max_ncpus_pct>50.000000</max_ncpus_pct>
               <day_prefs><day_of_week>1</day_of_week><start_hour>2</start_hour></day_prefs>
               <run_on_batteries>1</run_on_batteries>
               <venue name="home">
                  <max_ncpus_pct>25.000000</max_ncpus_pct>
               </venue>
            </global_preferences>
            """;

    @Test
    void what_is_changed_is_changed_and_what_is_not_known_stays() {
        PreferenceDocument document = PreferenceDocument.parse(Subset.GLOBAL, CLIENTS);
        String text = document.with("", document.general().with(Map.of("max_ncpus_pct", "75")))
                .text(1_800_000_000L);

        assertThat(text)
                .startsWith("<global_preferences>\n<mod_time>1800000000</mod_time>\n")
                .endsWith("</global_preferences>\n")
                .contains("<max_ncpus_pct>75</max_ncpus_pct>\n")
                .contains("<day_prefs><day_of_week>1</day_of_week><start_hour>2</start_hour></day_prefs>\n")
                .contains("<venue name=\"home\">\n<max_ncpus_pct>25.000000</max_ncpus_pct>\n</venue>\n")
                .doesNotContain("5.000000</mod_time>", "50.000000");
    }

    @Test
    void what_was_written_is_read_again_as_it_was() {
        PreferenceDocument document = PreferenceDocument.parse(Subset.GLOBAL, CLIENTS);
        assertThat(PreferenceDocument.parse(Subset.GLOBAL, document.text(9))).isEqualTo(document);
    }

    @Test
    void a_venue_begins_with_a_copy_and_without_its_section_goes_by_the_general_one() {
        PreferenceDocument document = PreferenceDocument.parse(Subset.GLOBAL, CLIENTS);
        assertThat(document.has("home")).isTrue();
        assertThat(document.has("work")).isFalse();
        assertThat(document.section("work")).isEqualTo(document.general());
        PreferenceDocument own = document.with("work", document.general());
        assertThat(own.section("work").element("max_ncpus_pct").orElseThrow().value())
                .isEqualTo("50.000000");
        assertThat(document.without("home").text(1)).doesNotContain("<venue");
    }

    @Test
    void what_cannot_be_read_counts_as_empty() {
        assertThat(PreferenceDocument.parse(Subset.PROJECT, "<project_preferences><resource_share>")
                        .general())
                .isEqualTo(Section.EMPTY);
        assertThat(PreferenceDocument.parse(Subset.PROJECT, "").text(1))
                .isEqualTo("<project_preferences>\n</project_preferences>\n");
    }

    @Test
    void answers_are_checked_and_shown_as_people_write_them() {
        Preference processors = Preference.COMPUTING.stream()
                .filter(preference -> preference.name().equals("max_ncpus_pct"))
                .findFirst()
                .orElseThrow();
        Section section = PreferenceDocument.parse(Subset.GLOBAL, CLIENTS).general();
        assertThat(processors.chosen(section)).isEqualTo("50");
        assertThat(processors.chosen(Section.EMPTY)).isEqualTo("100");
        assertThat(processors.complaint("101"))
                .contains("“Processors to use, percent” must be a number from 1 to 100.");
        assertThat(processors.complaint("</max_ncpus_pct>")).isPresent();
        assertThat(processors.complaint("33.5")).isEmpty();
        assertThat(processors.complaint("")).as("the usual value").isEmpty();
    }
}
