package org.muster.common.daemon;

import org.eclipse.jetty.server.Handler;

/** Where a daemon that speaks HTTP puts its handler. Daemons of one process may share a port. */
@FunctionalInterface
public interface HttpListeners {
    /**
     * Adds a handler; it serves once the process has created all its daemons.
     *
     * @param port TCP port
     * @param pathPrefix the path it answers, with everything below it, for example {@code /muster_cgi/cgi}
     * @param handler asked with the request's whole path
     */
    void add(int port, String pathPrefix, Handler handler);
}
