package org.muster.common.config;

import java.nio.file.Path;

/**
 * TLS beside the plain ports, which stay open for clients.
 *
 * @param certificate PEM file with the certificate and those that sign it, for example {@code fullchain.pem}
 * @param key PEM file with its private key, not encrypted ({@code BEGIN PRIVATE KEY}), for example {@code privkey.pem}
 * @param webPort port beside the web port, default 8443
 * @param schedulerPort port beside the scheduler's, when that has one of its own; 0 is none
 * @param uploadPort port beside the file upload handler's, when that has one of its own; 0 is none
 * @param reloadSeconds how often the files are looked at for a renewed certificate, default 60
 */
public record TlsConfig(Path certificate, Path key, int webPort, int schedulerPort, int uploadPort, int reloadSeconds) {
    private static final int DEFAULT_PORT = 8443;

    public TlsConfig {
        Setting.require("http.tls.certificate", certificate);
        Setting.require("http.tls.key", key);
        webPort = Setting.orDefault(webPort, DEFAULT_PORT);
        reloadSeconds = Setting.orDefault(reloadSeconds, 60);
        Setting.atLeast("http.tls.reloadSeconds", reloadSeconds, 1);
    }

    /** TLS beside the web port only. */
    public static TlsConfig of(Path certificate, Path key, int webPort) {
        return new TlsConfig(certificate, key, webPort, 0, 0, 0);
    }
}
