package org.muster.web.status;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What changes slowly: who takes part, and how long tasks take.
 *
 * @param gigaflops speed of the whole project, from the recent average credit of its users decayed to now
 * @param totalCredit cobblestones granted so far
 * @param runtimes by application id; applications without a recent valid result are missing
 */
record Population(Group users, Group hosts, double gigaflops, double totalCredit, Map<Long, AppRuntime> runtimes) {

    /** From the figures that the collector keeps; nothing until it has. */
    static Optional<Population> of(Map<String, Double> totals) {
        if (!totals.containsKey("gigaflops")) {
            return Optional.empty();
        }
        Map<Long, AppRuntime> runtimes = new HashMap<>();
        totals.forEach((name, average) -> {
            if (name.startsWith("runtime.") && name.endsWith(".average")) {
                String app = name.substring(0, name.length() - "average".length());
                runtimes.put(
                        Long.parseLong(app.substring("runtime.".length(), app.length() - 1)),
                        new AppRuntime(
                                average,
                                totals.getOrDefault(app + "shortest", 0.0),
                                totals.getOrDefault(app + "longest", 0.0),
                                totals.getOrDefault(app + "users", 0.0).longValue()));
            }
        });
        return Optional.of(new Population(
                Group.of(totals, "user"),
                Group.of(totals, "host"),
                totals.get("gigaflops"),
                totals.getOrDefault("user.total", 0.0),
                Map.copyOf(runtimes)));
    }

    /**
     * A group of users or hosts.
     *
     * @param withRecentCredit recent average credit above 1
     * @param withCredit total credit above 1
     * @param registeredLately within the last 24 hours
     */
    record Group(long withRecentCredit, long withCredit, long registeredLately) {
        private static Group of(Map<String, Double> totals, String table) {
            return new Group(
                    totals.getOrDefault(table + ".recent", 0.0).longValue(),
                    totals.getOrDefault(table + ".credit", 0.0).longValue(),
                    totals.getOrDefault(table + ".new", 0.0).longValue());
        }
    }
}
