package org.muster.common.config;

/**
 * How many uploads are taken at once, from how slow senders, and what is left free on their disk.
 *
 * @param connections uploads that may be open at once, default 10 000; each needs two file descriptors, so that fewer are
 *     taken where the process may not have as many
 * @param idleSeconds silence after which an upload is cut off, default 60 s; what came is kept and the client goes on there
 * @param minimumBytesPerSecond rate below which an upload is cut off after its first minute, default 50 bytes/s; twenty
 *     times as much while connections or room are scarce
 * @param reserveMegabytes free space that uploads leave alone, default 100 MB (10^6 bytes)
 * @param syncsAtOnce files and directories that are forced to disk at the same time, default 512; the file system
 *     commits together what waits together
 */
public record UploadConfig(
        int connections, int idleSeconds, int minimumBytesPerSecond, int reserveMegabytes, int syncsAtOnce) {
    private static final int CONNECTIONS = 10_000;
    private static final int IDLE_SECONDS = 60;
    private static final int MINIMUM_BYTES_PER_SECOND = 50;
    private static final int RESERVE_MEGABYTES = 100;
    private static final int SYNCS_AT_ONCE = 512;

    public UploadConfig {
        connections = Setting.orDefault(connections, CONNECTIONS);
        idleSeconds = Setting.orDefault(idleSeconds, IDLE_SECONDS);
        minimumBytesPerSecond = Setting.orDefault(minimumBytesPerSecond, MINIMUM_BYTES_PER_SECOND);
        reserveMegabytes = Setting.orDefault(reserveMegabytes, RESERVE_MEGABYTES);
        syncsAtOnce = Setting.orDefault(syncsAtOnce, SYNCS_AT_ONCE);
        Setting.atLeast("files.upload.connections", connections, 1);
        Setting.atLeast("files.upload.idleSeconds", idleSeconds, 1);
        Setting.atLeast("files.upload.minimumBytesPerSecond", minimumBytesPerSecond, 1);
        Setting.atLeast("files.upload.reserveMegabytes", reserveMegabytes, 1);
        Setting.atLeast("files.upload.syncsAtOnce", syncsAtOnce, 1);
    }

    /** Everything at its default. */
    public static UploadConfig defaults() {
        return new UploadConfig(0, 0, 0, 0, 0);
    }
}
