package org.muster.common.config;

import java.nio.file.Path;

/**
 * Where a process answers those who watch it, and which requests it keeps for them.
 *
 * @param host address to bind, {@code 127.0.0.1} unless given: figures are for the operator
 * @param port first port that is tried, default 9464; each process takes the first free one of a hundred from there on. -1
 *     is none
 * @param captureDirectory where slow and failed requests are kept; none are when it is left out
 * @param slowMilliseconds from which time on a request is slow, default 1000
 * @param captureFiles how many requests are kept at most, the newest; default 100
 */
public record ManagementConfig(String host, int port, Path captureDirectory, int slowMilliseconds, int captureFiles) {
    private static final int DEFAULT_PORT = 9464;

    public ManagementConfig {
        host = host == null ? "127.0.0.1" : host;
        port = Setting.orDefault(port, DEFAULT_PORT);
        slowMilliseconds = Setting.orDefault(slowMilliseconds, 1000);
        captureFiles = Setting.orDefault(captureFiles, 100);
    }

    /** False when nothing is to be listened on. */
    public boolean listens() {
        return port > 0;
    }

    static ManagementConfig defaults() {
        return new ManagementConfig(null, 0, null, 0, 0);
    }
}
