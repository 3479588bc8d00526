package org.muster.control.job;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.muster.common.credit.CreditNew;
import org.muster.common.store.NewWorkunit;

/**
 * Needs and replication of a job under BOINC's names: what the command line says goes before the template, and that before
 * the defaults. Immutable.
 */
final class JobSettings {
    private static final Map<String, Double> DEFAULTS = Map.ofEntries(
            Map.entry("rsc_fpops_est", 3600e9),
            Map.entry("rsc_fpops_bound", 86_400e9),
            Map.entry("rsc_memory_bound", 5e8),
            Map.entry("rsc_disk_bound", 1e9),
            Map.entry("delay_bound", 7.0 * 86_400),
            Map.entry("min_quorum", 1.0),
            Map.entry("target_nresults", 1.0),
            Map.entry("max_error_results", 3.0),
            Map.entry("max_total_results", 6.0),
            Map.entry("max_success_results", 3.0),
            Map.entry("batch", 0.0),
            Map.entry("size_class", -1.0),
            Map.entry("credit", 0.0),
            Map.entry("opaque", 0.0));

    private final Map<String, Double> values = new HashMap<>(DEFAULTS);

    /**
     * @param template what the template says, by element
     * @param options what the command line says, by option
     * @throws IllegalArgumentException when a value is not a number
     */
    JobSettings(Map<String, String> template, Map<String, Double> options) {
        template.forEach((name, text) -> values.put(name, number(name, text)));
        values.putAll(options);
        // As BOINC does: whoever raises the number of results raises what is not to hinder it.
        raise("target_nresults", "min_quorum", options, template);
        raise("max_success_results", "target_nresults", options, template);
        raise("max_total_results", "max_success_results", options, template);
    }

    NewWorkunit.Needs needs() {
        return new NewWorkunit.Needs(
                values.get("rsc_fpops_est"),
                values.get("rsc_fpops_bound"),
                values.get("rsc_memory_bound"),
                values.get("rsc_disk_bound"),
                whole("delay_bound"));
    }

    NewWorkunit.Replication replication() {
        return new NewWorkunit.Replication(
                whole("min_quorum"),
                whole("target_nresults"),
                whole("max_error_results"),
                whole("max_total_results"),
                whole("max_success_results"));
    }

    /** What each valid result is granted; 0 for what results claim. */
    double credit() {
        double credit = values.get("credit");
        if (!(credit >= 0 && credit <= CreditNew.MOST_CREDIT)) {
            throw new IllegalArgumentException(
                    "credit is between 0 and " + (long) CreditNew.MOST_CREDIT + ", not " + credit);
        }
        return credit;
    }

    /** A number of the project's own. */
    double opaque() {
        double opaque = values.get("opaque");
        if (!Double.isFinite(opaque)) {
            throw new IllegalArgumentException("opaque is a number that a database can hold, not " + opaque);
        }
        return opaque;
    }

    int whole(String name) {
        double value = values.get(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is a whole number, not " + value);
        }
        return (int) value;
    }

    /** Raises what was not set by anybody. */
    private void raise(String raised, String least, Map<String, Double> options, Map<String, String> template) {
        boolean set = options.containsKey(raised) || (template.containsKey(raised) && !options.containsKey(least));
        if (!set) {
            values.merge(raised, values.get(least), Math::max);
        }
    }

    private static double number(String name, String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "the input template has <" + name + ">" + text + "</" + name + ">, which is no number", notANumber);
        }
    }
}
