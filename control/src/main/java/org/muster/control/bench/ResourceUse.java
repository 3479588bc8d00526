package org.muster.control.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.control.bench.ProcessMeter.ThreadTime;

/** What a stretch of a benchmark costs: processor time by process and by kind of thread, and the database's counts. */
final class ResourceUse {
    private static final double WORTH_MENTIONING = 0.01;

    private final BenchProject project;
    private final Map<String, ProcessMeter> meters;
    private final Map<String, Double> processorBefore = new LinkedHashMap<>();
    private final Map<String, Map<Long, ThreadTime>> threadsBefore = new LinkedHashMap<>();
    private final DatabaseCounters countersBefore;

    /** Begins to measure. */
    private ResourceUse(BenchProject project, Map<String, ProcessMeter> meters) {
        this.project = project;
        this.meters = meters;
        meters.forEach((name, meter) -> {
            processorBefore.put(name, meter.processorSeconds());
            threadsBefore.put(name, meter.threads());
        });
        this.countersBefore = project.counters();
    }

    /**
     * Begins to measure.
     *
     * @param meters the processes, by name
     */
    static ResourceUse begin(BenchProject project, Map<String, ProcessMeter> meters) {
        return new ResourceUse(project, meters);
    }

    /**
     * Adds what was used since the beginning.
     *
     * @param count how many tasks or requests there were
     * @param unit what one of them is called
     */
    void figures(LoadFigures figures, double count, String unit) {
        project.counters().since(countersBefore).each(count, (name, each) -> figures.put(name + " per " + unit, each));
        double all = 0;
        Map<String, Double> processor = new LinkedHashMap<>();
        for (Map.Entry<String, ProcessMeter> meter : meters.entrySet()) {
            double used = meter.getValue().processorSeconds() - processorBefore.get(meter.getKey());
            processor.put(meter.getKey(), used);
            all += used;
        }
        figures.put("CPU ms per " + unit, 1000 * all / count);
        processor.forEach((name, used) -> figures.put("CPU ms per " + unit + ": " + name, 1000 * used / count));
        meters.forEach((name, meter) -> threads(figures, name, meter, count, unit));
        meters.forEach((name, meter) -> figures.put("resident MB: " + name, meter.residentMegabytes()));
    }

    /**
     * Adds the most telling of it, for one step of several.
     *
     * @param own statements that the benchmark itself asked meanwhile, not to be counted
     * @param unit what one of the count is called
     */
    void brief(LoadFigures figures, double count, long own, String step, String unit) {
        DatabaseCounters counted = project.counters().since(countersBefore);
        figures.put(step + ": statements per " + unit, (counted.statements() - own) / count)
                .put(step + ": commits per " + unit, counted.commits() / count);
        meters.forEach((name, meter) -> figures.put(
                step + ": CPU ms per " + unit + ": " + name,
                1000 * (meter.processorSeconds() - processorBefore.get(name)) / count));
    }

    private void threads(LoadFigures figures, String name, ProcessMeter meter, double count, String unit) {
        Map<String, Double> used = ProcessMeter.between(threadsBefore.get(name), meter.threads());
        double all = used.values().stream().mapToDouble(Double::doubleValue).sum();
        if (used.size() > 1) {
            used.entrySet().stream()
                    .filter(one -> one.getValue() > WORTH_MENTIONING * all)
                    .forEach(one -> figures.put(
                            "CPU ms per " + unit + ": " + name + "/" + one.getKey(), 1000 * one.getValue() / count));
        }
    }
}
