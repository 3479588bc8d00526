package org.muster.common.daemon;

/**
 * A daemon's state at one moment.
 *
 * @param state what it is doing
 * @param message the last error or note, empty when all is well
 * @param handled rows handled since its start
 */
public record DaemonStatus(DaemonState state, String message, long handled) {}
