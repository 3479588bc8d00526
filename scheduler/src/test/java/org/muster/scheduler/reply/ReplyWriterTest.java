package org.muster.scheduler.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.config.ProjectConfig;

class ReplyWriterTest {

    private final ReplyWriter writer = new ReplyWriter(new ProjectConfig(
            "muster", "Demo & Tést", Path.of("p"), URI.create("http://proj.example/p/"), null, null, null));

    @Test
    void a_project_that_is_down_says_only_that() {
        SchedulerReply reply = SchedulerReply.bare(20, true, Message.notice("Back <soon>"));
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
        String reply = writer.write(SchedulerReply.bare(1, false, Message.notice("x")), version)
                .toString();
        assertThat(reply.contains("<dont_use_dcf/>")).isEqualTo(correctionToUs);
        assertThat(reply).contains("<message priority=\"" + priority + "\">x</message>");
    }

    @Test
    void a_message_fits_into_the_clients_buffer_whatever_it_is_written_in() {
        for (String letter : new String[] {"a", "é", "漢", "\ud83d\ude00"}) {
            Message message = Message.low(letter.repeat(3000));
            String written =
                    writer.write(SchedulerReply.bare(1, false, message), 72_005).toString();
            int start = written.indexOf("low\">") + "low\">".length();
            assertThat(written.indexOf("</message>") - start).isBetween(800, 1000);
        }
    }
}
