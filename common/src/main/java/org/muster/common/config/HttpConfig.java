package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Where the daemons that speak HTTP listen. Daemons of one process that name the same port share it.
 *
 * @param host address to bind, {@code 127.0.0.1} unless given
 * @param webPort port of pages, account RPCs and downloads, default 8080
 * @param schedulerPort port of the scheduler, default the web port
 * @param uploadPort port of the file upload handler, default the web port
 * @param management where each process is watched
 * @param tls TLS beside these ports; left out, there is none
 */
public record HttpConfig(
        String host, int webPort, int schedulerPort, int uploadPort, ManagementConfig management, TlsConfig tls) {
    private static final int DEFAULT_PORT = 8080;

    @JsonCreator
    public HttpConfig {
        host = host == null ? "127.0.0.1" : host;
        webPort = Setting.orDefault(webPort, DEFAULT_PORT);
        schedulerPort = Setting.orDefault(schedulerPort, webPort);
        uploadPort = Setting.orDefault(uploadPort, webPort);
        management = management == null ? ManagementConfig.defaults() : management;
        if (tls != null) {
            requirePortOfItsOwn("scheduler", schedulerPort, webPort, tls.schedulerPort());
            requirePortOfItsOwn("upload", uploadPort, webPort, tls.uploadPort());
        }
    }

    /** Watched as usual, without TLS. */
    public HttpConfig(String host, int webPort, int schedulerPort, int uploadPort) {
        this(host, webPort, schedulerPort, uploadPort, null);
    }

    /** Without TLS. */
    public HttpConfig(String host, int webPort, int schedulerPort, int uploadPort, ManagementConfig management) {
        this(host, webPort, schedulerPort, uploadPort, management, null);
    }

    /** What shares the web port is reached over TLS at its TLS port: another setting would be overlooked in silence. */
    private static void requirePortOfItsOwn(String who, int port, int webPort, int tlsPort) {
        if (tlsPort > 0 && port == webPort) {
            throw new IllegalArgumentException("http.tls." + who + "Port is for an http." + who
                    + "Port of its own; what shares the web port is reached at http.tls.webPort: leave it out");
        }
    }

    static HttpConfig defaults() {
        return new HttpConfig(null, 0, 0, 0);
    }
}
