package org.muster.scheduler.request;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.ProcessorType;

/**
 * Reads a volunteer's preferences for the project. A venue's section replaces the general one; it is not merged with it.
 * Source: project preferences of the BOINC scheduler RPC.
 */
public final class ProjectPreferencesParser {

    private static final int MOST = 10_000;

    private final Set<Long> applications = new HashSet<>();
    private final Set<ProcessorType> refusedTypes = EnumSet.noneOf(ProcessorType.class);
    private boolean othersAllowed;
    private boolean betaAllowed;
    private int mostJobs;
    private int mostProcessors;
    private boolean venueFound;

    private ProjectPreferencesParser() {}

    /**
     * Reads preferences, with or without {@code <project_preferences>} around them. Text that cannot be read gives the
     * defaults: preferences are the volunteer's text and must never stop a request.
     *
     * @param venue the computer's venue, empty for none
     */
    public static ProjectPreferences parse(String xml, String venue) {
        try {
            ProjectPreferencesParser parser = new ProjectPreferencesParser();
            parser.read(XmlScanner.of(xml), venue);
            return parser.preferences();
        } catch (XmlDialectException unreadable) {
            return ProjectPreferences.DEFAULT;
        }
    }

    private void read(XmlScanner scanner, String venue) {
        while (scanner.next()) {
            switch (scanner.name()) {
                case "project_preferences", "project_specific" -> {
                    scanner.enter();
                    read(scanner, venue);
                }
                case "venue" -> venue(scanner, venue);
                default -> general(scanner);
            }
        }
    }

    private void venue(XmlScanner scanner, String venue) {
        if (venue.isEmpty() || !scanner.attribute("name").equals(venue)) {
            scanner.skip();
            return;
        }
        applications.clear();
        refusedTypes.clear();
        othersAllowed = false;
        betaAllowed = false;
        mostJobs = 0;
        mostProcessors = 0;
        venueFound = true;
        scanner.enter();
        section(scanner);
    }

    private void section(XmlScanner scanner) {
        while (scanner.next()) {
            if (scanner.name().equals("project_specific")) {
                scanner.enter();
                section(scanner);
            } else {
                value(scanner);
            }
        }
    }

    private void general(XmlScanner scanner) {
        if (venueFound) {
            scanner.skip();
        } else {
            value(scanner);
        }
    }

    private void value(XmlScanner scanner) {
        switch (scanner.name()) {
            case "app_id" -> application(scanner.integer(0));
            case "allow_non_preferred_apps" -> othersAllowed = scanner.flag();
            case "allow_beta_work" -> betaAllowed = scanner.flag();
            case "no_cpu" -> refuse(ProcessorType.CPU, scanner.flag());
            case "no_cuda" -> refuse(ProcessorType.NVIDIA, scanner.flag());
            case "no_ati" -> refuse(ProcessorType.ATI, scanner.flag());
            case "no_intel_gpu" -> refuse(ProcessorType.INTEL_GPU, scanner.flag());
            case "no_apple_gpu" -> refuse(ProcessorType.APPLE_GPU, scanner.flag());
            case "max_jobs" -> mostJobs = count(scanner.integer(0));
            case "max_cpus" -> mostProcessors = count(scanner.integer(0));
            default -> scanner.skip();
        }
    }

    private void application(long id) {
        if (id > 0) {
            applications.add(id);
        }
    }

    private void refuse(ProcessorType type, boolean refused) {
        if (refused) {
            refusedTypes.add(type);
        } else {
            refusedTypes.remove(type);
        }
    }

    private static int count(long number) {
        return (int) Math.clamp(number, 0, MOST);
    }

    private ProjectPreferences preferences() {
        return new ProjectPreferences(applications, othersAllowed, betaAllowed, refusedTypes, mostJobs, mostProcessors);
    }
}
