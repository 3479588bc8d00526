package org.muster.control.files;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which workunits an operator means: those for which all of the given options hold. Filled in by the command line. */
public final class WorkunitSelection {
    @Option(names = "--workunits", paramLabel = "FIRST-LAST", description = "workunits by id: 1200-1999, or one: 1200")
    private String ids;

    @Option(
            names = "--name",
            paramLabel = "PATTERN",
            description = "workunits by name; * stands for any characters and ? for one: 'tape7.*'")
    private String pattern;

    @Option(names = "--batch", paramLabel = "ID", description = "workunits of a batch")
    private Long batch;

    @Option(names = "--app", paramLabel = "NAME", description = "workunits of an application")
    private String application;

    @Option(names = "--all", description = "all workunits")
    private boolean all;

    /** Nothing is selected until the options are there. */
    public WorkunitSelection() {}

    /** The selection by words of the command line, for those who have none. */
    public static WorkunitSelection of(String... words) {
        return picocli.CommandLine.populateCommand(new WorkunitSelection(), words);
    }

    /**
     * Refuses a selection of nothing, which is more likely forgotten than meant.
     *
     * @throws IllegalArgumentException when no option is given, {@code --all} beside others, or the ids are no range
     */
    void check() {
        boolean some = ids != null || pattern != null || batch != null || application != null;
        if (some == all) {
            throw new IllegalArgumentException(
                    "Say which workunits: by --workunits, --name, --batch and --app, or --all of them");
        }
        bounds();
    }

    /** A condition on the rows of {@code workunit}, true for those selected; its values are {@link #values}. */
    String condition() {
        StringBuilder condition = new StringBuilder("id between :first and :last");
        if (pattern != null) {
            condition.append(" and name like :pattern escape '!'");
        }
        if (batch != null) {
            condition.append(" and batch = :batch");
        }
        if (application != null) {
            condition.append(" and appid in (select id from app where name = :application)");
        }
        return condition.toString();
    }

    /** What the names in {@link #condition} stand for. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        long[] bounds = bounds();
        values.put("first", bounds[0]);
        values.put("last", bounds[1]);
        if (pattern != null) {
            values.put("pattern", like(pattern));
        }
        if (batch != null) {
            values.put("batch", batch);
        }
        if (application != null) {
            values.put("application", application);
        }
        return values;
    }

    private long[] bounds() {
        if (ids == null) {
            return new long[] {0, Long.MAX_VALUE};
        }
        String[] ends = ids.split("-", -1);
        try {
            long[] bounds = Arrays.stream(ends).mapToLong(Long::parseLong).toArray();
            if (bounds.length <= 2 && bounds[0] <= bounds[bounds.length - 1]) {
                return new long[] {bounds[0], bounds[bounds.length - 1]};
            }
        } catch (NumberFormatException notNumbers) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "--workunits " + ids + " is neither an id nor a range of ids such as 1200-1999");
    }

    private static String like(String glob) {
        return glob.replaceAll("([!%_])", "!$1").replace('*', '%').replace('?', '_');
    }
}
