package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A reply as a client takes it. Reading it checks what the client's own parser demands of every reply: it must be
 * well-formed, its names and messages must fit into the client's buffers, no text may be longer than the client can step
 * over, and every task must be complete, with everything it refers to in the same reply.
 */
final class ClientReply {

    private static final int LONGEST_MESSAGE = 1023;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_SKIPPED = 4095;

    private final String text;
    private final Element root;

    private ClientReply(byte[] body) {
        text = new String(body, StandardCharsets.ISO_8859_1);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
        } catch (Exception notWellFormed) {
            throw new AssertionError("the reply is not well-formed: " + text, notWellFormed);
        }
    }

    static ClientReply of(byte[] body) {
        ClientReply reply = new ClientReply(body);
        reply.check();
        return reply;
    }

    private void check() {
        assertThat(text).startsWith("<scheduler_reply>\n").endsWith("</scheduler_reply>\n");
        assertThat(value("scheduler_version")).isEqualTo("803");
        assertThat(value("master_url")).isEqualTo("http://127.0.0.1:8080/muster/");
        assertThat(value("project_name")).isNotEmpty();
        assertThat(Double.parseDouble(value("request_delay"))).isBetween(0.0, 172_800.0);
        all("message")
                .forEach(message -> assertThat(message.getTextContent()).hasSizeLessThanOrEqualTo(LONGEST_MESSAGE));
        checkTexts(root);
        tasks().values().forEach(this::checkTask);
    }

    private void checkTexts(Element element) {
        for (Element child : children(element)) {
            if (children(child).isEmpty()) {
                assertThat(child.getTextContent()).hasSizeLessThanOrEqualTo(LONGEST_SKIPPED);
                if (child.getTagName().endsWith("name")) {
                    assertThat(child.getTextContent()).hasSizeLessThanOrEqualTo(LONGEST_NAME);
                }
            }
            checkTexts(child);
        }
    }

    private void checkTask(Element result) {
        Element workunit = named("workunit", value(result, "wu_name"));
        Element application = named("app", value(workunit, "app_name"));
        assertThat(value(application, "user_friendly_name")).isNotEmpty();
        assertThat(Long.parseLong(value(result, "report_deadline"))).isPositive();
        Element version = all("app_version").stream()
                .filter(one -> value(one, "app_name").equals(value(application, "name"))
                        && value(one, "version_num").equals(value(result, "version_num"))
                        && value(one, "platform").equals(value(result, "platform")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no version for " + value(result, "name")));
        assertThat(Double.parseDouble(value(version, "flops"))).isPositive();
        assertThat(Double.parseDouble(value(version, "avg_ncpus"))).isPositive();
        for (String needed : List.of("rsc_fpops_est", "rsc_fpops_bound", "rsc_memory_bound", "rsc_disk_bound")) {
            assertThat(Double.parseDouble(value(workunit, needed))).as(needed).isPositive();
        }
        List<Element> programs = files(version);
        assertThat(programs).isNotEmpty();
        assertThat(children(version, "file_ref"))
                .filteredOn(reference -> !children(reference, "main_program").isEmpty())
                .hasSize(1);
        programs.forEach(file -> {
            assertThat(value(file, "url")).doesNotContain("file_upload_handler").endsWith("/" + value(file, "name"));
            assertThat(value(file, "file_signature").strip()).endsWith(".");
            assertThat(Long.parseLong(value(file, "nbytes"))).isPositive();
        });
        List<Element> inputs = files(workunit);
        assertThat(inputs).isNotEmpty();
        inputs.forEach(file -> {
            assertThat(value(file, "url")).startsWith("http").endsWith("/" + value(file, "name"));
            assertThat(value(file, "md5_cksum")).hasSize(32);
            assertThat(Long.parseLong(value(file, "nbytes"))).isPositive();
        });
        List<Element> outputs = files(result);
        assertThat(outputs).isNotEmpty();
        outputs.forEach(file -> {
            assertThat(value(file, "url")).contains("file_upload_handler");
            assertThat(Double.parseDouble(value(file, "max_nbytes"))).isPositive();
        });
    }

    private List<Element> files(Element element) {
        return children(element, "file_ref").stream()
                .map(reference -> named("file_info", value(reference, "file_name")))
                .toList();
    }

    private Element named(String element, String name) {
        return all(element).stream()
                .filter(one -> value(one, "name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the reply has no <" + element + "> of the name " + name));
    }

    /** The tasks by name, in order. */
    Map<String, Element> tasks() {
        Map<String, Element> tasks = new LinkedHashMap<>();
        all("result").forEach(result -> tasks.put(value(result, "name"), result));
        return tasks;
    }

    /** The names in all elements of a kind, for example {@code result_ack}. */
    List<String> names(String element) {
        return all(element).stream().map(one -> value(one, "name")).toList();
    }

    List<String> messages() {
        return all("message").stream().map(Element::getTextContent).toList();
    }

    List<Element> all(String element) {
        return children(root, element);
    }

    boolean has(String element) {
        return !all(element).isEmpty();
    }

    /** The value of a top-level element, empty when there is none. */
    String value(String element) {
        return value(root, element);
    }

    static String value(Element parent, String element) {
        return children(parent, element).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }

    long hostId() {
        return Long.parseLong(value("hostid"));
    }

    String text() {
        return text;
    }

    private static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
