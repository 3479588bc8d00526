package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.config.ConfigException;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.TlsConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.testing.TestCertificate;

/** TLS beside plain HTTP, on real sockets, with certificates made for the purpose. */
final class TlsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void browsers_get_http_2_clients_http_1_and_the_plain_port_stays(String algorithm) throws Exception {
        Certificate certificate = newCertificate("one", algorithm);
        try (Served served = new Served()) {
            assertThat(served.ask(certificate, HttpClient.Version.HTTP_2).version())
                    .isEqualTo(HttpClient.Version.HTTP_2);
            HttpResponse<String> old = served.ask(certificate, HttpClient.Version.HTTP_1_1);
            assertThat(old.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(old.body()).isEqualTo("secure true");
            try (HttpClient client = HttpClient.newHttpClient()) {
                URI plain = URI.create("http://127.0.0.1:" + served.plain + "/");
                assertThat(client.send(HttpRequest.newBuilder(plain).build(), HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("secure false");
            }
        }
    }

    @Test
    void scheduler_and_upload_handler_have_tls_ports_of_their_own_with_their_own_handlers() throws Exception {
        Certificate certificate = newCertificate("one", "EC");
        int[] plain = {FreePorts.next(), FreePorts.next(), FreePorts.next()};
        int[] secure = {FreePorts.next(), FreePorts.next(), FreePorts.next()};
        TlsConfig tls = new TlsConfig(
                directory.resolve("fullchain.pem"),
                directory.resolve("privkey.pem"),
                secure[0],
                secure[1],
                secure[2],
                1);
        try (JettyListeners listeners = new JettyListeners("127.0.0.1")
                .withTls(new HttpConfig(null, plain[0], plain[1], plain[2], null, tls))) {
            String[] names = {"web", "scheduler", "upload"};
            for (int i = 0; i < names.length; i++) {
                listeners.add(plain[i], "/", saying(names[i] + " secure "));
            }
            listeners.start();

            for (int i = 0; i < names.length; i++) {
                assertThat(ask(secure[i], certificate, HttpClient.Version.HTTP_1_1)
                                .body())
                        .isEqualTo(names[i] + " secure true");
            }
        }
    }

    @Test
    void a_tls_port_that_would_be_overlooked_is_refused_with_what_to_do() {
        TlsConfig scheduler = new TlsConfig(Path.of("c"), Path.of("k"), 8443, 8444, 0, 0);
        TlsConfig upload = new TlsConfig(Path.of("c"), Path.of("k"), 8443, 0, 8445, 0);

        assertThatThrownBy(() -> new HttpConfig(null, 8080, 0, 8082, null, scheduler))
                .hasMessageContaining("http.tls.schedulerPort is for an http.schedulerPort of its own");
        assertThatThrownBy(() -> new HttpConfig(null, 8080, 8081, 0, null, upload))
                .hasMessageContaining("http.tls.uploadPort is for an http.uploadPort of its own");
    }

    @Test
    void a_half_written_certificate_is_not_taken() throws Exception {
        newCertificate("one", "EC");
        TlsKeys keys =
                new TlsKeys(TlsConfig.of(directory.resolve("fullchain.pem"), directory.resolve("privkey.pem"), 2));
        KeyStore before = keys.context().getKeyStore();
        Files.writeString(directory.resolve("fullchain.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
        Files.setLastModifiedTime(directory.resolve("fullchain.pem"), FileTime.fromMillis(1));

        assertThatThrownBy(keys::look).hasMessageContaining("has no block BEGIN CERTIFICATE");
        assertThat(keys.context().getKeyStore()).isSameAs(before);
    }

    @Test
    void a_renewed_certificate_is_served_without_a_restart() throws Exception {
        Certificate first = newCertificate("one", "EC");
        try (Served served = new Served()) {
            assertThat(served.shown()).isEqualTo(first);
            Certificate second = newCertificate("two", "EC");
            Instant deadline = Instant.now().plusSeconds(60);
            while (!served.shown().equals(second)) {
                assertThat(Instant.now())
                        .as("the renewed certificate was never served")
                        .isBefore(deadline);
                Thread.sleep(50);
            }
            assertThat(served.ask(second, HttpClient.Version.HTTP_2).body()).isEqualTo("secure true");
        }
    }

    @Test
    void a_certificate_that_is_not_there_or_not_the_keys_is_one_clear_line() throws Exception {
        HttpConfig http = new HttpConfig(
                null,
                1,
                0,
                0,
                null,
                TlsConfig.of(directory.resolve("fullchain.pem"), directory.resolve("privkey.pem"), 2));
        assertThatThrownBy(() -> new JettyListeners("127.0.0.1").withTls(http))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fullchain.pem");
        newCertificate("one", "RSA");
        Files.move(directory.resolve("privkey.pem"), directory.resolve("rsa.pem"));
        newCertificate("two", "EC");
        Files.move(directory.resolve("rsa.pem"), directory.resolve("privkey.pem"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> new JettyListeners("127.0.0.1").withTls(http))
                .hasMessageContaining("does not belong to the certificate");
    }

    /** A server with both ports that looks at its certificate every second. */
    private final class Served implements AutoCloseable {
        private final int plain = FreePorts.next();
        private final int secure = FreePorts.next();
        private final JettyListeners listeners;

        Served() throws IOException {
            TlsConfig tls = new TlsConfig(
                    directory.resolve("fullchain.pem"), directory.resolve("privkey.pem"), secure, 0, 0, 1);
            listeners = new JettyListeners("127.0.0.1").withTls(new HttpConfig(null, plain, 0, 0, null, tls));
            listeners.add(plain, "/", saying("secure "));
            listeners.start();
        }

        HttpResponse<String> ask(Certificate trusted, HttpClient.Version version) throws Exception {
            return TlsTest.ask(secure, trusted, version);
        }

        /** The certificate that a new connection is shown. */
        Certificate shown() throws Exception {
            TrustManager[] anything = {new AnyCertificate()};
            try (SSLSocket socket = (SSLSocket)
                    context(anything).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), secure)) {
                socket.setSoTimeout(30_000);
                socket.startHandshake();
                return socket.getSession().getPeerCertificates()[0];
            }
        }

        @Override
        public void close() {
            listeners.close();
        }
    }

    private static Handler saying(String words) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(response, true, words + request.isSecure(), callback);
                return true;
            }
        };
    }

    private static HttpResponse<String> ask(int port, Certificate trusted, HttpClient.Version version)
            throws Exception {
        try (HttpClient client = TestCertificate.client(trusted, version)) {
            URI address = URI.create("https://localhost:" + port + "/");
            return client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Trusts everything: to see what is shown. */
    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static SSLContext context(TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
    }

    private Certificate newCertificate(String name, String algorithm) throws Exception {
        return TestCertificate.create(directory, name, algorithm);
    }
}
