package org.muster.scheduler.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.scheduler.resource.ProcessorType;

class ProjectPreferencesParserTest {

    private static final String XML = """
            <project_preferences>
            <resource_share>100</resource_share>
            <no_cpu>1</no_cpu>
            <no_cuda>0</no_cuda>
            <no_ati/>
            <max_jobs>7</max_jobs>
            <project_specific>
            <app_id>1</app_id>
            <app_id>3</app_id>
            <allow_beta_work>1</allow_beta_work>
            </project_specific>
            <venue name="home">
            <project_specific>
            <app_id>2</app_id>
            <allow_non_preferred_apps>1</allow_non_preferred_apps>
            <max_cpus>4</max_cpus>
            </project_specific>
            </venue>
            </project_preferences>
            """;

    @Test
    void the_general_section_holds_where_a_venue_has_none() {
        ProjectPreferences general = ProjectPreferencesParser.parse(XML, "");
        assertThat(general.applications()).containsExactlyInAnyOrder(1L, 3L);
        assertThat(general.betaAllowed()).isTrue();
        assertThat(general.othersAllowed()).isFalse();
        assertThat(general.refusedTypes()).containsExactlyInAnyOrder(ProcessorType.CPU, ProcessorType.ATI);
        assertThat(general.mostJobs()).isEqualTo(7);
        assertThat(ProjectPreferencesParser.parse(XML, "work")).isEqualTo(general);
    }

    @Test
    void a_venue_replaces_the_general_section_wherever_it_stands() {
        String later = XML.replace("</venue>", "</venue>\n<max_jobs>9</max_jobs>");
        for (String xml : new String[] {XML, later}) {
            ProjectPreferences home = ProjectPreferencesParser.parse(xml, "home");
            assertThat(home.applications()).containsExactly(2L);
            assertThat(home.betaAllowed()).isFalse();
            assertThat(home.othersAllowed()).isTrue();
            assertThat(home.refusedTypes()).isEmpty();
            assertThat(home.mostJobs()).isZero();
            assertThat(home.mostProcessors()).isEqualTo(4);
        }
    }

    @Test
    void all_applications_are_selected_when_none_is_chosen() {
        assertThat(ProjectPreferences.DEFAULT.selects(5)).isTrue();
        assertThat(ProjectPreferencesParser.parse(XML, "").selects(3)).isTrue();
        assertThat(ProjectPreferencesParser.parse(XML, "").selects(5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<project_preferences>",
                "<max_jobs>-3</max_jobs>",
                "<app_id>x</app_id>",
                "<no_cpu>0</no_cpu>"
            })
    void what_cannot_be_read_changes_nothing(String xml) {
        assertThat(ProjectPreferencesParser.parse(xml, "home")).isEqualTo(ProjectPreferences.DEFAULT);
    }
}
