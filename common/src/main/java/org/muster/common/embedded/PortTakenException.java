package org.muster.common.embedded;

import java.nio.file.Path;

/** Another program listens where a database server is to. The message says what to do. */
public final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortTakenException(Path directory, int port) {
        super("another program listens on 127.0.0.1:" + port + ", where the database in " + directory
                + " is to; end that program, or write a free port, such as " + FreePorts.next()
                + ", into the database addresses of the configuration");
    }
}
