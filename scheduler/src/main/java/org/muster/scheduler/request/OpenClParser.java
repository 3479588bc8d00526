package org.muster.scheduler.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.Coprocessor;

/** Reads what OpenCL says of a device. */
final class OpenClParser {

    private static final int LONGEST = 254;
    private static final String PREFIX = "OpenCL ";
    /** The driver's revision stands in the last bracket of the device version: {@code OpenCL 1.2 AMD-APP (1124.2)}. */
    private static final Pattern REVISION = Pattern.compile("\\((\\d{1,6}(?:\\.\\d{1,4})?)[^(]*$");

    private boolean described;
    private String name = "";
    private String deviceVersion = "";
    private String driverVersion = "";
    private double memory;
    private boolean doublePrecision;

    /** Reads the current element. */
    static OpenClParser parse(XmlScanner scanner) {
        OpenClParser parser = new OpenClParser();
        parser.described = true;
        scanner.enter();
        while (scanner.next()) {
            parser.element(scanner);
        }
        return parser;
    }

    private void element(XmlScanner scanner) {
        switch (scanner.name()) {
            case "name" -> name = scanner.text(LONGEST);
            case "opencl_device_version" -> deviceVersion = scanner.text(LONGEST);
            case "opencl_driver_version" -> driverVersion = scanner.text(LONGEST);
            case "global_mem_size" -> memory = Math.clamp(scanner.real(0), 0, 1e300);
            case "double_fp_config" -> doublePrecision = scanner.integer(0) != 0;
            default -> scanner.skip();
        }
    }

    String name() {
        return name;
    }

    /** The driver's release as people write it. */
    String driver() {
        return driverVersion;
    }

    /** @param claimed whether the client says that OpenCL can be used */
    Coprocessor.OpenCl openCl(boolean claimed) {
        if (!claimed || !described) {
            return claimed ? new Coprocessor.OpenCl(true, 0, 0, 0, false) : Coprocessor.OpenCl.ABSENT;
        }
        int version =
                deviceVersion.startsWith(PREFIX) ? Releases.majorMinor(deviceVersion.substring(PREFIX.length())) : 0;
        Matcher revision = REVISION.matcher(deviceVersion);
        int driver = revision.find() ? (int) Math.round(100 * Double.parseDouble(revision.group(1))) : 0;
        return new Coprocessor.OpenCl(true, version, driver, memory, doublePrecision);
    }
}
