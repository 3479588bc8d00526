package org.muster.control.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.muster.common.files.WholeFile;

/** The templates that a new application begins with: one input file {@code in}, one output file {@code out}. */
public final class FirstTemplates {
    /** Both files are copied under their names, so that a program need not know of BOINC's links. */
    private static final String INPUT = """
            <input_template>
                <file_info>
                </file_info>
                <workunit>
                    <file_ref>
                        <open_name>in</open_name>
                        <copy_file/>
                    </file_ref>
                    <!-- Needs: operations, bytes, seconds. A volunteer's client gives up beyond a bound. -->
                    <rsc_fpops_est>1e12</rsc_fpops_est>
                    <rsc_fpops_bound>1e15</rsc_fpops_bound>
                    <rsc_memory_bound>5e8</rsc_memory_bound>
                    <rsc_disk_bound>1e9</rsc_disk_bound>
                    <delay_bound>604800</delay_bound>
                    <!-- How many results must agree, and when to give up. 2, 2 makes volunteers check each other. -->
                    <min_quorum>1</min_quorum>
                    <target_nresults>1</target_nresults>
                    <max_error_results>3</max_error_results>
                    <max_total_results>6</max_total_results>
                    <max_success_results>3</max_success_results>
                </workunit>
            </input_template>
            """;

    private static final String OUTPUT = """
            <output_template>
                <file_info>
                    <name><OUTFILE_0/></name>
                    <generated_locally/>
                    <upload_when_present/>
                    <max_nbytes>10000000</max_nbytes>
                    <url><UPLOAD_URL/></url>
                </file_info>
                <result>
                    <file_ref>
                        <file_name><OUTFILE_0/></file_name>
                        <open_name>out</open_name>
                        <copy_file/>
                    </file_ref>
                </result>
            </output_template>
            """;

    private FirstTemplates() {}

    /**
     * Writes the templates that are missing.
     *
     * @param directory files.templateDirectory
     * @return those that were written
     */
    public static List<Path> write(Path directory, String app) throws IOException {
        List<Path> written = new ArrayList<>();
        Path input = directory.resolve("templates").resolve(app + "_in");
        Path output = directory.resolve("templates").resolve(app + "_out");
        if (!Files.exists(input)) {
            WholeFile.write(input, INPUT.getBytes(UTF_8));
            written.add(input);
        }
        if (!Files.exists(output)) {
            WholeFile.write(output, OUTPUT.getBytes(UTF_8));
            written.add(output);
        }
        return written;
    }
}
