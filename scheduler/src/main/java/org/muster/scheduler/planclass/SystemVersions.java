package org.muster.scheduler.planclass;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.request.Releases;

/**
 * The numbers of a system's release, out of what clients say of it. Each is 0 when it cannot be found. Source: plan class
 * specifications of the BOINC server.
 */
final class SystemVersions {

    /** Windows ends with {@code (06.01.7601.00)}. */
    private static final Pattern WINDOWS =
            Pattern.compile("\\((\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,6})\\.(\\d{1,4})[^(]*$");
    /** Linux's kernel may stand in a bracket behind the distribution. */
    private static final Pattern THREE = Pattern.compile("^\\s*(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})");

    private static final String C_LIBRARY = "|libc ";
    private static final String ANDROID = "(Android ";

    private SystemVersions() {}

    /** The system: three parts as 10000 × a + 100 × b + c; Windows as 100000000 × a + 1000000 × b + 100 × c + d. */
    static double system(HostFacts.Name name) {
        String version = name.osVersion();
        String system = name.osName();
        if (system.contains("Darwin") || system.contains("Android")) {
            return three(version);
        }
        if (system.contains("Windows")) {
            Matcher parts = WINDOWS.matcher(version);
            return parts.find()
                    ? 1e8 * part(parts, 1) + 1e6 * part(parts, 2) + 100.0 * part(parts, 3) + part(parts, 4)
                    : 0;
        }
        return system.contains("Linux") ? three(version.substring(version.indexOf('[') + 1)) : 0;
    }

    /** The C library: 227 for 2.27. */
    static int cLibrary(HostFacts.Name name) {
        int start = name.osVersion().indexOf(C_LIBRARY);
        return start < 0 ? 0 : Releases.majorMinor(name.osVersion().substring(start + C_LIBRARY.length()));
    }

    /** Android: 40301 for 4.3.1. */
    static int android(HostFacts.Name name) {
        int start = name.osVersion().indexOf(ANDROID);
        if (start < 0) {
            return 0;
        }
        int[] parts = Releases.numbers(name.osVersion().substring(start + ANDROID.length()), 3);
        int number = 0;
        for (int at = 0; at < 3; at++) {
            number = 100 * number + (at < parts.length ? parts[at] : 0);
        }
        return number;
    }

    private static double three(String text) {
        Matcher parts = THREE.matcher(text);
        return parts.find() ? 10_000.0 * part(parts, 1) + 100.0 * part(parts, 2) + part(parts, 3) : 0;
    }

    private static int part(Matcher parts, int number) {
        return Integer.parseInt(parts.group(number));
    }
}
