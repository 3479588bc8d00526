package org.muster.scheduler.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.config.ExchangeConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RequestRefusal;

class ReplyWriterTest {

    private final ReplyWriter writer = new ReplyWriter(
            new ProjectConfig(
                    "muster", "Demo & Tést", Path.of("p"), URI.create("http://proj.example/p/"), null, null, null),
            new ExchangeConfig(0, 0, null, false, false, false, false),
            () -> ProjectTexts.NONE);

    @Test
    void a_project_that_is_down_says_only_that() {
        SchedulerReply reply =
                SchedulerReply.refused(new RequestRefusal(RefusalCode.PROJECT_STOPPED, "Back <soon>"), 20);
        assertThat(writer.write(reply, 72_005).toString()).isEqualTo("""
                        <scheduler_reply>
                        <scheduler_version>803</scheduler_version>
                        <dont_use_dcf/>
                        <master_url>http://proj.example/p/</master_url>
                        <request_delay>20.000000</request_delay>
                        <message priority="notice">Back &lt;soon&gt;</message>
                        <project_name>Demo &amp; T&#195;&#169;st</project_name>
                        <project_is_down/>
                        </scheduler_reply>
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, notice",
        "60000, false, high",
        "61100, false, high",
        "61200, false, notice",
        "70028, true, notice"
    })
    void old_clients_get_what_they_understand(int version, boolean correctionToUs, String priority) {
        String reply = writer.write(refused("x"), version).toString();
        assertThat(reply.contains("<dont_use_dcf/>")).isEqualTo(correctionToUs);
        assertThat(reply).contains("<message priority=\"" + priority + "\">x</message>");
    }

    @Test
    void a_message_fits_into_the_clients_buffer_whatever_it_is_written_in() {
        for (String letter : new String[] {"a", "é", "漢", "\ud83d\ude00"}) {
            String message = letter.repeat(3000);
            String written = writer.write(refused(message), 72_005).toString();
            int start = written.indexOf("notice\">") + "notice\">".length();
            assertThat(written.indexOf("</message>") - start).isBetween(800, 1000);
        }
    }

    private static SchedulerReply refused(String words) {
        return SchedulerReply.refused(new RequestRefusal(RefusalCode.WRONG_AUTHENTICATOR, words), 1);
    }
}
