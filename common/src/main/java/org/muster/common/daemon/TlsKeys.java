package org.muster.common.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.muster.common.config.ConfigException;
import org.muster.common.config.TlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a process serves, taken anew when its files have changed: new connections get the new one, and
 * those that are open are not disturbed. While the files cannot be used (a renewal is half written) the one before goes
 * on. Thread-safe.
 */
final class TlsKeys implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TlsKeys.class);

    private final Path certificate;
    private final Path key;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final LoopDaemon watch;
    private List<FileTime> seen;

    /**
     * @throws ConfigException when there is no certificate that could be served
     */
    TlsKeys(TlsConfig config) {
        this.certificate = config.certificate();
        this.key = config.key();
        try {
            this.seen = times();
            context.setKeyStore(PemFiles.keyStore(certificate, key));
        } catch (IOException e) {
            throw new ConfigException("http.tls: " + e, e);
        }
        context.setKeyStorePassword(PemFiles.PASSWORD);
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setSniRequired(false);
        this.watch = new LoopDaemon("tls-certificate", this::look, Duration.ofSeconds(config.reloadSeconds()));
    }

    /** What connectors take their certificate from. */
    SslContextFactory.Server context() {
        return context;
    }

    /** Begins to watch the files. */
    void start() {
        watch.start();
    }

    @Override
    public void close() {
        watch.stop();
    }

    /** Takes the files anew if they have changed. */
    PassOutcome look() throws Exception {
        List<FileTime> now = times();
        if (now.equals(seen)) {
            return PassOutcome.IDLE;
        }
        KeyStore keys = PemFiles.keyStore(certificate, key);
        context.reload(factory -> factory.setKeyStore(keys));
        seen = now;
        log.info("serving the renewed certificate in {}", certificate);
        return PassOutcome.IDLE;
    }

    private List<FileTime> times() throws IOException {
        return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
    }
}
