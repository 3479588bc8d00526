package org.muster.control.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkunitElementsTest {

    @Test
    void whole_elements_are_taken_as_they_are() {
        WorkunitElements elements = WorkunitElements.parse(" <a>1 &lt; 2</a>\n<b x='y'><c/></b> <d/> ");

        assertThat(elements.text()).isEqualTo("<a>1 &lt; 2</a>\n<b x='y'><c/></b> <d/>");
        assertThat(elements.credit()).isEmpty();
        assertThat(elements.with("sub_appname", "a & b").text()).endsWith("<d/>\n<sub_appname>a &amp; b</sub_appname>");
    }

    @Test
    void nothing_is_nothing() {
        WorkunitElements none = WorkunitElements.parse("");

        assertThat(none.text()).isEmpty();
        assertThat(none.with("sub_appname", "")).isEqualTo(none);
    }

    @Test
    void a_credit_among_them_is_the_workunits() {
        assertThat(WorkunitElements.parse("<a/><credit>12.5</credit>").credit()).hasValue(12.5);
    }

    @Test
    void what_would_spoil_the_document_is_refused() {
        refused("hello", "whole elements such as <x>1</x>, not 'hello'");
        refused("<a/> and <b/>", "not 'and'");
        refused("<a/></workunit><workunit>", "whole elements");
        refused("</workunit>", "whole elements");
        refused("<a>", "cannot be read");
        refused("<rsc_fpops_est>1</rsc_fpops_est>", "must not have <rsc_fpops_est>");
        refused("<a/><file_ref><open_name>in</open_name></file_ref>", "must not have <file_ref>");
    }

    private static void refused(String xml, String reason) {
        assertThatThrownBy(() -> WorkunitElements.parse(xml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--additional_xml ")
                .hasMessageContaining(reason);
    }
}
