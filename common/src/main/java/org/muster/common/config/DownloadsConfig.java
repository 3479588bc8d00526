package org.muster.common.config;

/**
 * How files are handed out. All limits are those of one process.
 *
 * @param linkMegabitsPerSecond what all downloads together may take of the link, shared evenly among the connections;
 *     0, the default, is no limit
 * @param connectionMegabitsPerSecond what one connection may take at most; 0, the default, is no limit
 * @param maxConnections downloads at once, default 2000; the next client is told to come back
 * @param retryAfterSeconds what a client that is turned away is told, default 60. BOINC's client takes its own time
 * @param redirect where else the files are, if clients are to fetch them there
 */
public record DownloadsConfig(
        double linkMegabitsPerSecond,
        double connectionMegabitsPerSecond,
        int maxConnections,
        int retryAfterSeconds,
        RedirectConfig redirect) {
    private static final double BYTES_PER_MEGABIT = 125_000;

    public DownloadsConfig {
        Setting.atLeast("downloads.linkMegabitsPerSecond", linkMegabitsPerSecond, 0);
        Setting.atLeast("downloads.connectionMegabitsPerSecond", connectionMegabitsPerSecond, 0);
        maxConnections = Setting.orDefault(maxConnections, 2000);
        retryAfterSeconds = Setting.orDefault(retryAfterSeconds, 60);
        Setting.atLeast("downloads.maxConnections", maxConnections, 1);
        Setting.atLeast("downloads.retryAfterSeconds", retryAfterSeconds, 1);
    }

    /** {@link #linkMegabitsPerSecond} in bytes per second. */
    public double linkBytesPerSecond() {
        return linkMegabitsPerSecond * BYTES_PER_MEGABIT;
    }

    /** {@link #connectionMegabitsPerSecond} in bytes per second. */
    public double connectionBytesPerSecond() {
        return connectionMegabitsPerSecond * BYTES_PER_MEGABIT;
    }

    /** Nothing is limited but the connections. */
    public static DownloadsConfig defaults() {
        return new DownloadsConfig(0, 0, 0, 0, null);
    }
}
