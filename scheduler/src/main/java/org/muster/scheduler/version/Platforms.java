package org.muster.scheduler.version;

/** What the names of platforms say. */
public final class Platforms {

    private static final double GIGABYTE = 1024 * 1024 * 1024.0;

    private Platforms() {}

    /** Whether programs of the platform use 64-bit addresses. */
    public static boolean has64Bits(String platform) {
        return platform.contains("64");
    }

    /**
     * Bytes of memory that a 32-bit program can use on a computer.
     *
     * @param primary the computer's primary platform; Windows, which gives least, when it says nothing
     */
    static double most32Bits(String primary) {
        if (primary.contains("linux")) {
            return 3 * GIGABYTE;
        }
        return primary.contains("darwin") || primary.contains("solaris") ? 4 * GIGABYTE : 2 * GIGABYTE;
    }
}
