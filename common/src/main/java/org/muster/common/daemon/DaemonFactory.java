package org.muster.common.daemon;

/** Creates a daemon; every daemon module's {@code Main} has one. */
@FunctionalInterface
public interface DaemonFactory {
    /** A daemon that has not been started. */
    Daemon create(DaemonContext context);
}
