package org.muster.common.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which clients get work. Names and meanings are BOINC's; nothing is set by default. Reports are taken from every client.
 *
 * @param minCoreClientVersion oldest release that gets work, as {@code 10000 × major + 100 × minor + release}; a number
 *     below 10000 is {@code 100 × major + minor}; 0 for no limit
 * @param minCoreClientVersionAnnounced oldest release after the next change; volunteers with older ones are told so
 *     beforehand; 0 for none
 * @param minCoreClientUpgradeDeadline Unix seconds of that change, 0 for none
 * @param banOs regular expressions; a system gets no work when one is found in {@code name TAB version}
 * @param banCpu regular expressions; a processor gets no work when one is found in {@code maker TAB model}
 */
public record ClientsConfig(
        int minCoreClientVersion,
        int minCoreClientVersionAnnounced,
        long minCoreClientUpgradeDeadline,
        List<String> banOs,
        List<String> banCpu) {

    /** Below this a release is written without its third number. */
    private static final int SHORT_FORM = 10_000;

    public ClientsConfig {
        minCoreClientVersion = whole(minCoreClientVersion);
        minCoreClientVersionAnnounced = whole(minCoreClientVersionAnnounced);
        banOs = checked("scheduler.clients.banOs", banOs);
        banCpu = checked("scheduler.clients.banCpu", banCpu);
    }

    private static int whole(int version) {
        return version < SHORT_FORM ? 100 * version : version;
    }

    private static List<String> checked(String key, List<String> expressions) {
        List<String> list = expressions == null ? List.of() : List.copyOf(expressions);
        for (String expression : list) {
            try {
                Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
            }
        }
        return list;
    }

    static ClientsConfig defaults() {
        return new ClientsConfig(0, 0, 0, null, null);
    }
}
