package org.muster.common.daemon;

/** What a daemon says of itself. */
public enum DaemonState {
    /** Created, not yet at work. */
    STARTING,
    /** At work or waiting for work. */
    RUNNING,
    /** Its last pass failed; it waits and tries again by itself. */
    TROUBLED,
    /** Ended in order. */
    STOPPED
}
