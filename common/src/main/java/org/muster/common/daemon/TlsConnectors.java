package org.muster.common.daemon;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.TlsConfig;

/**
 * The connectors that speak TLS, each beside one for plain HTTP and with the same handlers. Browsers get HTTP/2; BOINC
 * clients, and whoever does not ask for it, get HTTP/1.1.
 */
final class TlsConnectors implements AutoCloseable {
    private final String host;
    private final TlsKeys keys;
    private final Map<Integer, Integer> ports = new HashMap<>();

    private TlsConnectors(HttpConfig http, TlsConfig tls) {
        this.host = http.host();
        this.keys = new TlsKeys(tls);
        add(http.uploadPort(), tls.uploadPort());
        add(http.schedulerPort(), tls.schedulerPort());
        add(http.webPort(), tls.webPort());
    }

    /** Those that are configured; nothing when there is no TLS. */
    static Optional<TlsConnectors> of(HttpConfig http) {
        return Optional.ofNullable(http.tls()).map(tls -> new TlsConnectors(http, tls));
    }

    private void add(int plain, int secure) {
        if (secure > 0) {
            ports.put(plain, secure);
        }
    }

    /** The connector beside that of a plain port, if there is one. */
    Optional<ServerConnector> beside(int plainPort, Server server, HttpConfiguration http) {
        return Optional.ofNullable(ports.get(plainPort)).map(port -> {
            HttpConfiguration secure = new HttpConfiguration(http);
            secure.addCustomizer(new SecureRequestCustomizer(false));
            ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
            choice.setDefaultProtocol("http/1.1");
            ServerConnector connector = new ServerConnector(
                    server,
                    new SslConnectionFactory(keys.context(), choice.getProtocol()),
                    choice,
                    new HTTP2ServerConnectionFactory(secure),
                    new HttpConnectionFactory(secure));
            connector.setHost(host);
            connector.setPort(port);
            return connector;
        });
    }

    /** Begins to watch the certificate. */
    void start() {
        keys.start();
    }

    @Override
    public void close() {
        keys.close();
    }
}
