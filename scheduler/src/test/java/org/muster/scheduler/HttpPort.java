package org.muster.scheduler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A handler behind a real port, and a client of it. */
final class HttpPort implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpPort(Handler handler) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    int number() {
        return connector.getLocalPort();
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/muster_cgi/cgi"));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The reply in a response, which may have been compressed. */
    static ClientReply reply(HttpResponse<byte[]> response) throws IOException {
        boolean compressed = response.headers().firstValue("Content-Encoding").isPresent();
        try (InputStream body = new ByteArrayInputStream(response.body());
                InputStream plain = compressed ? new GZIPInputStream(body) : body) {
            return ClientReply.of(plain.readAllBytes());
        }
    }

    ClientReply post(byte[] body) throws IOException, InterruptedException {
        return ClientReply.of(send(request().POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                .body());
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }
}
