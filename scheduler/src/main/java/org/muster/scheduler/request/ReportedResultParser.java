package org.muster.scheduler.request;

import org.muster.common.protocol.XmlScanner;

/** Reads one {@code <result>} of a request. */
final class ReportedResultParser {

    /** The longest text that is kept of what an application wrote, and of the list of its files, in characters. */
    private static final int LONGEST_TEXT = 64 * 1024 - 1;

    private static final int LONGEST_NAME = 254;

    private ReportedResultParser() {}

    static ReportedResult parse(XmlScanner scanner) {
        String name = "";
        String stderr = "";
        StringBuilder files = new StringBuilder();
        double cpuTime = 0;
        double elapsedTime = 0;
        double workingSet = 0;
        double swap = 0;
        double disk = 0;
        int exitStatus = 0;
        int clientState = 0;
        int version = 0;
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "name" -> name = scanner.text(LONGEST_NAME);
                case "final_cpu_time" -> cpuTime = scanner.real(0);
                case "final_elapsed_time" -> elapsedTime = scanner.real(0);
                case "exit_status" -> exitStatus = integer(scanner);
                case "state" -> clientState = integer(scanner);
                case "app_version_num" -> version = integer(scanner);
                case "final_peak_working_set_size" -> workingSet = scanner.real(0);
                case "final_peak_swap_size" -> swap = scanner.real(0);
                case "final_peak_disk_usage" -> disk = scanner.real(0);
                case "stderr_out" -> stderr = cut(scanner.raw());
                case "file_info" -> append(files, scanner.outer());
                default -> scanner.skip();
            }
        }
        return new ReportedResult(
                name,
                new ReportedResult.Runtime(cpuTime, elapsedTime, workingSet, swap, disk),
                exitStatus,
                clientState,
                version,
                stderr,
                files.toString());
    }

    /** Adds a file only as a whole: half an element would spoil those before it. */
    private static void append(StringBuilder files, String file) {
        if (files.length() + file.length() < LONGEST_TEXT) {
            files.append(file).append('\n');
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static int integer(XmlScanner scanner) {
        return (int) Math.clamp(scanner.integer(0), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
