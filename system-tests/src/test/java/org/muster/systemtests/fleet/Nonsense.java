package org.muster.systemtests.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.muster.common.files.FileDigest;

/** The upload of an output file that is wrong: right results leave it out. */
final class Nonsense {
    private Nonsense() {}

    static void upload(ReplyDocument.Output output, long what, SchedulerLine line)
            throws IOException, InterruptedException {
        byte[] content = ("nonsense " + what + "\n").getBytes(UTF_8);
        String header = """
                <data_server_request>
                <core_client_major_version>8</core_client_major_version>
                <core_client_minor_version>2</core_client_minor_version>
                <core_client_release>4</core_client_release>
                <file_upload>
                <file_info>
                <name>%s</name>
                <xml_signature>
                %s
                </xml_signature>
                <max_nbytes>%d</max_nbytes>
                </file_info>
                <nbytes>%d</nbytes>
                <md5_cksum>%s</md5_cksum>
                <offset>0</offset>
                <data>
                """.formatted(
                        output.name(),
                        output.certificate(),
                        output.maximum(),
                        content.length,
                        FileDigest.of(content).md5());
        line.upload(output.url(), (header + new String(content, UTF_8)).getBytes(UTF_8));
    }
}
