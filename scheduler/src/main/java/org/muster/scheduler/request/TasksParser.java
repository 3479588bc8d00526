package org.muster.scheduler.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.protocol.XmlScanner;

/** Collects what a request says about tasks: those it reports, and those that the client goes on with. */
final class TasksParser {

    private static final int LONGEST_NAME = 254;

    private final Map<String, ReportedResult> reported = new LinkedHashMap<>();
    private final List<HeldTask> others = new ArrayList<>();
    private boolean othersListed;
    private boolean truncated;

    /** Reads a reported result; each name counts once. */
    void report(XmlScanner scanner) {
        ReportedResult result = ReportedResultParser.parse(scanner);
        if (result.name().isEmpty()) {
            return;
        }
        if (reported.size() == RequestParser.MOST_REPORTS && !reported.containsKey(result.name())) {
            truncated = true;
        } else {
            reported.putIfAbsent(result.name(), result);
        }
    }

    /** Reads {@code <other_results>}. */
    void others(XmlScanner scanner) {
        othersListed = true;
        scanner.enter();
        while (scanner.next()) {
            if (scanner.name().equals("other_result")) {
                HeldTask task = held(scanner);
                if (!task.name().isEmpty()) {
                    others.add(task);
                }
            }
        }
    }

    private static HeldTask held(XmlScanner scanner) {
        String name = "";
        String planClass = "";
        int version = -1;
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "name" -> name = scanner.text(LONGEST_NAME);
                case "plan_class" -> planClass = scanner.text(LONGEST_NAME);
                case "app_version" -> version = Math.clamp(scanner.integer(-1), -1, Integer.MAX_VALUE);
                default -> scanner.skip();
            }
        }
        return new HeldTask(name, version, planClass);
    }

    SchedulerRequest.Tasks tasks() {
        return new SchedulerRequest.Tasks(List.copyOf(reported.values()), truncated, othersListed, others);
    }
}
