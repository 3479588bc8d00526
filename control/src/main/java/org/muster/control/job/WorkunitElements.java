package org.muster.control.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.protocol.XmlText;

/**
 * Elements that go to clients within a {@code <workunit>}, as BOINC's {@code create_work --additional_xml} takes them.
 *
 * @param text the elements, as they are; may be empty
 * @param credit of a {@code <credit>} among them, which is where older projects say what a valid result is granted
 */
public record WorkunitElements(String text, OptionalDouble credit) {
    /** What the server writes itself, out of the row's columns and the template. */
    private static final Set<String> OWN = Set.of(
            "name",
            "app_name",
            "version_num",
            "command_line",
            "file_ref",
            "file_info",
            "workunit",
            "rsc_fpops_est",
            "rsc_fpops_bound",
            "rsc_memory_bound",
            "rsc_disk_bound");

    /**
     * Reads elements.
     *
     * @throws IllegalArgumentException when there is anything else than whole elements, or one that the server writes
     */
    public static WorkunitElements parse(String xml) {
        byte[] bytes = xml.getBytes(UTF_8);
        OptionalDouble credit = OptionalDouble.empty();
        int end = 0;
        try {
            XmlScanner scanner = XmlScanner.of(bytes);
            while (scanner.next()) {
                requireBlank(bytes, end, scanner.start());
                String name = scanner.name();
                if (OWN.contains(name)) {
                    throw new IllegalArgumentException("--additional_xml must not have <" + name
                            + ">: the workunit has one already, from its template or an option of that name");
                }
                if (name.equals("credit")) {
                    credit = OptionalDouble.of(scanner.real(Double.NaN));
                } else {
                    scanner.skip();
                }
                end = scanner.position();
            }
        } catch (XmlDialectException broken) {
            throw new IllegalArgumentException("--additional_xml cannot be read: " + broken.getMessage(), broken);
        }
        requireBlank(bytes, end, bytes.length);
        return new WorkunitElements(xml.strip(), credit);
    }

    /** With one more element; the same when its value is empty. */
    public WorkunitElements with(String name, String value) {
        return value.isEmpty()
                ? this
                : new WorkunitElements(
                        (text + "\n<" + name + ">" + XmlText.escape(value) + "</" + name + ">").strip(), credit);
    }

    private static void requireBlank(byte[] bytes, int from, int to) {
        String between = new String(Arrays.copyOfRange(bytes, from, Math.max(from, to)), UTF_8);
        if (!between.isBlank()) {
            throw new IllegalArgumentException(
                    "--additional_xml is to be whole elements such as <x>1</x>, not '" + between.strip() + "'");
        }
    }
}
