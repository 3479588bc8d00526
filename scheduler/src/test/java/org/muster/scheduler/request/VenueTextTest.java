package org.muster.scheduler.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueTextTest {

    private static final String TEXT = "<a>1</a><venue name=\"home\"><a>2</a></venue><venue name=\"work\"><b/></venue>"
            + "<project_specific><c>3</c></project_specific>";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',     <a>1</a><project_specific><c>3</c></project_specific>",
        "school, <a>1</a><project_specific><c>3</c></project_specific>",
        "home,   <a>2</a>",
        "work,   <b/>",
    })
    void a_venues_section_goes_before_what_is_general(String venue, String expected) {
        assertThat(VenueText.of(TEXT, venue).replace("\n", "")).isEqualTo(expected);
        assertThat(VenueText.of("<project_preferences>" + TEXT + "</project_preferences>", venue)
                        .replace("\n", ""))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "text", "<a>", "<project_preferences>"})
    void what_cannot_be_read_counts_as_nothing(String xml) {
        assertThat(VenueText.of(xml, "home")).isEmpty();
    }
}
