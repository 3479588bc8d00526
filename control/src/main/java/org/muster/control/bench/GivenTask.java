package org.muster.control.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A task as a scheduler's reply describes it.
 *
 * @param name the result's name
 * @param inputPath path of its input file's address
 * @param inputMd5 digest of the input file
 * @param outputName name of the output file to be uploaded
 * @param certificate the permission to upload it, as lines
 * @param largestOutput most bytes that it permits
 */
record GivenTask(
        String name, String inputPath, String inputMd5, String outputName, String certificate, String largestOutput) {

    /**
     * All tasks of a reply, each with one input and one output file.
     *
     * @param reply the whole reply
     */
    static List<GivenTask> of(String reply) {
        List<GivenTask> tasks = new ArrayList<>();
        for (int at = reply.indexOf("<result>\n"); at >= 0; at = reply.indexOf("<result>\n", at + 1)) {
            tasks.add(task(reply, reply.substring(at, reply.indexOf("</result>", at))));
        }
        return tasks;
    }

    private static GivenTask task(String reply, String result) {
        String output = between(result, "<file_name>", "</file_name>");
        String outputInfo = fileInfo(reply, output);
        String workunit =
                element(reply, "<workunit>", "</workunit>", "<name>" + between(result, "<wu_name>", "</wu_name>"));
        String inputInfo = fileInfo(reply, between(workunit, "<file_name>", "</file_name>"));
        String address = between(inputInfo, "<url>", "</url>");
        return new GivenTask(
                between(result, "<name>", "</name>"),
                address.substring(address.indexOf('/', address.indexOf("//") + 2)),
                between(inputInfo, "<md5_cksum>", "</md5_cksum>"),
                output,
                outputInfo.contains("<xml_signature>")
                        ? between(outputInfo, "<xml_signature>", "</xml_signature>")
                                .strip()
                        : "",
                between(outputInfo, "<max_nbytes>", "</max_nbytes>"));
    }

    private static String fileInfo(String reply, String name) {
        return element(reply, "<file_info>", "</file_info>", "<name>" + name + "</name>");
    }

    /** The element around a mark. */
    private static String element(String reply, String start, String end, String mark) {
        int inside = reply.indexOf(mark);
        while (inside >= 0) {
            int from = reply.lastIndexOf(start, inside);
            int to = reply.indexOf(end, inside);
            if (from >= 0 && to >= 0 && reply.lastIndexOf(end, inside) < from) {
                return reply.substring(from, to);
            }
            inside = reply.indexOf(mark, inside + 1);
        }
        throw new IllegalArgumentException("the reply has no " + start + " with " + mark);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end, from);
        if (from < start.length() || to < 0) {
            throw new IllegalArgumentException("the reply lacks " + start + " in: " + text);
        }
        return text.substring(from, to);
    }
}
