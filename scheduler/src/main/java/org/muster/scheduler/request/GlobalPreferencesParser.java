package org.muster.scheduler.request;

import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;

/**
 * Reads the preferences that decide about work. A venue's section replaces the general one; it is not merged with it.
 */
public final class GlobalPreferencesParser {

    private static final double GIGABYTE = 1e9;

    private double modified;
    private double processors;
    private double memoryBusy;
    private double memoryIdle;
    private double diskBytes;
    private double diskPercent;
    private double diskFree;

    private GlobalPreferencesParser() {
        defaults();
    }

    /**
     * Reads preferences, with or without {@code <global_preferences>} around them. Text that cannot be read gives the
     * defaults: preferences are the volunteer's text and must never stop a request.
     *
     * @param venue the host's venue, empty for none
     */
    public static GlobalPreferences parse(String xml, String venue) {
        try {
            GlobalPreferencesParser parser = new GlobalPreferencesParser();
            parser.read(XmlScanner.of(xml), venue);
            return parser.preferences();
        } catch (XmlDialectException unreadable) {
            return GlobalPreferences.DEFAULT;
        }
    }

    private void read(XmlScanner scanner, String venue) {
        while (scanner.next()) {
            switch (scanner.name()) {
                case "global_preferences" -> {
                    scanner.enter();
                    read(scanner, venue);
                }
                case "venue" -> venue(scanner, venue);
                default -> value(scanner);
            }
        }
    }

    private void venue(XmlScanner scanner, String venue) {
        if (venue.isEmpty() || !scanner.attribute("name").equals(venue)) {
            scanner.skip();
            return;
        }
        defaults();
        scanner.enter();
        while (scanner.next()) {
            value(scanner);
        }
    }

    private void value(XmlScanner scanner) {
        switch (scanner.name()) {
            case "mod_time" -> modified = Math.max(0, scanner.real(0));
            case "max_ncpus_pct" -> processors = percent(scanner, 0);
            case "ram_max_used_busy_pct" ->
                memoryBusy = percent(scanner, GlobalPreferences.DEFAULT.memoryBusyPercent());
            case "ram_max_used_idle_pct" ->
                memoryIdle = percent(scanner, GlobalPreferences.DEFAULT.memoryIdlePercent());
            case "disk_max_used_gb" -> diskBytes = Math.max(0, scanner.real(0)) * GIGABYTE;
            case "disk_max_used_pct" ->
                diskPercent = percent(scanner, GlobalPreferences.DEFAULT.disk().mostPercent());
            case "disk_min_free_gb" -> diskFree = Math.max(0, scanner.real(0)) * GIGABYTE;
            default -> scanner.skip();
        }
    }

    private void defaults() {
        GlobalPreferences usual = GlobalPreferences.DEFAULT;
        processors = usual.processorsPercent();
        memoryBusy = usual.memoryBusyPercent();
        memoryIdle = usual.memoryIdlePercent();
        diskBytes = usual.disk().mostBytes();
        diskPercent = usual.disk().mostPercent();
        diskFree = usual.disk().leastFreeBytes();
    }

    private GlobalPreferences preferences() {
        return new GlobalPreferences(
                modified,
                processors,
                memoryBusy,
                memoryIdle,
                new GlobalPreferences.DiskLimits(diskBytes, diskPercent, diskFree));
    }

    private static double percent(XmlScanner scanner, double otherwise) {
        double percent = scanner.real(otherwise);
        return percent <= 0 ? otherwise : Math.min(percent, 100);
    }
}
