package org.muster.web.preferences;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that a volunteer can choose. Names, units and usual values are the BOINC client's ({@code
 * protocol/02-scheduler-rpc.md}, sections 3.1 and 9).
 *
 * @param name of the element
 * @param group heading that it stands under
 * @param label what is asked
 * @param kind what may be answered
 * @param least smallest number
 * @param most greatest number
 * @param usual what counts when nothing was chosen
 */
record Preference(String name, String group, String label, Kind kind, double least, double most, String usual) {

    /** What may be answered. */
    enum Kind {
        /** A number. */
        NUMBER,
        /** A box to tick. */
        YES_NO
    }

    private static final String WHEN = "When to compute";
    private static final String HOW_MUCH = "Processors and memory";
    private static final String DISK = "Disk";
    private static final String NETWORK = "Tasks and network";
    private static final double PLENTY = 1e9;

    /** How a computer computes, for whatever project. */
    static final List<Preference> COMPUTING = List.of(
            yesNo("run_on_batteries", WHEN, "Compute on battery power", "0"),
            yesNo("run_if_user_active", WHEN, "Compute while the computer is in use", "1"),
            yesNo("run_gpu_if_user_active", WHEN, "Use the graphics processor while the computer is in use", "0"),
            number("idle_time_to_run", WHEN, "It is in use until so many minutes after the last key", 0, 10_000, "3"),
            number(
                    "suspend_cpu_usage",
                    WHEN,
                    "Pause while other programs use more than, percent (0: never)",
                    0,
                    100,
                    "25"),
            number("start_hour", WHEN, "Compute only from, hour of the day", 0, 24, "0"),
            number("end_hour", WHEN, "… until, hour of the day (the same: all day)", 0, 24, "0"),
            number("max_ncpus_pct", HOW_MUCH, "Processors to use, percent", 1, 100, "100"),
            number("cpu_usage_limit", HOW_MUCH, "Processor time to use, percent", 1, 100, "100"),
            number("ram_max_used_busy_pct", HOW_MUCH, "Memory while in use, percent", 1, 100, "50"),
            number("ram_max_used_idle_pct", HOW_MUCH, "Memory while idle, percent", 1, 100, "90"),
            yesNo("leave_apps_in_memory", HOW_MUCH, "Keep paused tasks in memory", "0"),
            number(
                    "cpu_scheduling_period_minutes",
                    HOW_MUCH,
                    "Change between projects every, minutes",
                    1,
                    10_000,
                    "60"),
            number("disk_max_used_gb", DISK, "Use at most, gigabytes (0: no limit)", 0, PLENTY, "0"),
            number("disk_min_free_gb", DISK, "Leave free at least, gigabytes", 0, PLENTY, "1"),
            number("disk_max_used_pct", DISK, "Use at most, percent of the disk", 1, 100, "90"),
            number("disk_interval", DISK, "Save at most every, seconds", 1, 100_000, "60"),
            number("work_buf_min_days", NETWORK, "Keep work for at least, days", 0, 10, "0.1"),
            number("work_buf_additional_days", NETWORK, "… and up to so many days more", 0, 10, "0.5"),
            number("max_bytes_sec_down", NETWORK, "Download at most, bytes a second (0: no limit)", 0, 1e12, "0"),
            number("max_bytes_sec_up", NETWORK, "Upload at most, bytes a second (0: no limit)", 0, 1e12, "0"),
            number("daily_xfer_limit_mb", NETWORK, "Transfer at most, megabytes (0: no limit)", 0, PLENTY, "0"),
            number("daily_xfer_period_days", NETWORK, "… in so many days", 0, 365, "0"),
            number("net_start_hour", NETWORK, "Transfer only from, hour of the day", 0, 24, "0"),
            number("net_end_hour", NETWORK, "… until, hour of the day (the same: all day)", 0, 24, "0"));

    private static final String SHARE = "Share";
    private static final String PROCESSORS = "Never use";
    private static final String TESTS = "Applications";

    /** What this project may do; the choice of applications stands beside it. */
    static final List<Preference> PROJECT = List.of(
            number("resource_share", SHARE, "Resource share, beside those of other projects", 0, 1e6, "100"),
            number("max_jobs", SHARE, "Tasks on a computer at once (0: no limit)", 0, 10_000, "0"),
            number("max_cpus", SHARE, "Processors that one task may use (0: no limit)", 0, 10_000, "0"),
            yesNo("no_cpu", PROCESSORS, "The processor", "0"),
            yesNo("no_cuda", PROCESSORS, "Graphics processors of NVIDIA", "0"),
            yesNo("no_ati", PROCESSORS, "Graphics processors of AMD", "0"),
            yesNo("no_intel_gpu", PROCESSORS, "Graphics processors of Intel", "0"),
            yesNo("no_apple_gpu", PROCESSORS, "Graphics processors of Apple", "0"),
            yesNo("allow_beta_work", TESTS, "Also applications under test", "0"));

    private static Preference number(String name, String group, String label, double least, double most, String usual) {
        return new Preference(name, group, label, Kind.NUMBER, least, most, usual);
    }

    private static Preference yesNo(String name, String group, String label, String usual) {
        return new Preference(name, group, label, Kind.YES_NO, 0, 1, usual);
    }

    /** What is chosen in a section. */
    String chosen(Section section) {
        return section.element(name)
                .map(element -> kind == Kind.YES_NO ? (element.flag() ? "1" : "0") : plain(element.value()))
                .orElse(usual);
    }

    /** What is wrong with an answer, in words; nothing when it is good. An empty number means the usual value. */
    Optional<String> complaint(String answer) {
        if (kind == Kind.YES_NO || answer.isEmpty()) {
            return Optional.empty();
        }
        boolean number = answer.matches("[0-9]{1,15}(\\.[0-9]{1,6})?");
        return number && Double.parseDouble(answer) >= least && Double.parseDouble(answer) <= most
                ? Optional.empty()
                : Optional.of("“" + label + "” must be a number from " + plain(least) + " to " + plain(most) + ".");
    }

    /** What is to be stored for an answer. */
    String stored(String answer) {
        return kind == Kind.YES_NO ? (answer.equals("1") ? "1" : "0") : answer;
    }

    /** A number as people write it: clients write {@code 90.000000}. */
    private static String plain(String text) {
        try {
            return plain(Double.parseDouble(text));
        } catch (NumberFormatException noNumber) {
            return "";
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.6f", number).replaceAll("0+$", "");
    }
}
