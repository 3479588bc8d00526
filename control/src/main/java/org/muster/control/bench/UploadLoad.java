package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.muster.common.files.FileDigest;
import org.muster.common.security.UploadCertificate;

/**
 * Uploads as stock clients send them, each with a certificate of its own; all files have the same content. Making a
 * certificate costs more than checking it, so those of names that come again are kept. Thread-safe.
 */
final class UploadLoad {
    private static final long LARGEST = 100_000_000;

    private final RSAPrivateKey key;
    private final byte[] content;
    private final String md5;
    private final Map<String, String> certificates;

    private UploadLoad(RSAPrivateKey key, byte[] content, Map<String, String> certificates) {
        this.key = key;
        this.content = content;
        this.md5 = FileDigest.of(content).md5();
        this.certificates = certificates;
    }

    static UploadLoad of(RSAPrivateKey key, int bytes) {
        return new UploadLoad(key, content(bytes), new ConcurrentHashMap<>());
    }

    /** The same certificates, another size. */
    UploadLoad withSize(int bytes) {
        return new UploadLoad(key, content(bytes), certificates);
    }

    /** Makes certificates in advance. */
    void prepare(int files) {
        IntStream.range(0, files).parallel().forEach(number -> certificate("bench_" + number));
    }

    byte[] content() {
        return content;
    }

    /** Connections to a handler, to be used by one worker each. */
    List<KeepAliveConnection> connect(InetSocketAddress handler, int connections) throws IOException {
        KeepAliveConnection[] open = new KeepAliveConnection[connections];
        for (int i = 0; i < connections; i++) {
            open[i] = new KeepAliveConnection(handler);
        }
        return List.of(open);
    }

    /**
     * Sends one file.
     *
     * @throws IOException when it was not acknowledged
     */
    void send(KeepAliveConnection connection, int number) throws IOException {
        String name = "bench_" + number;
        byte[] head =
                head(name, certificate(name), Long.toString(LARGEST), new SimulatedHost.Output(content.length, md5));
        byte[] answer = connection.post(UploadHandlerProcess.PATH, head, content);
        if (!new String(answer, StandardCharsets.US_ASCII).contains("<status>0</status>")) {
            throw new IOException("the handler answered: " + new String(answer, StandardCharsets.US_ASCII));
        }
    }

    /**
     * What an upload request says before the file's bytes.
     *
     * @param certificate lines of digits
     * @param largest most bytes that the certificate permits
     */
    static byte[] head(String name, String certificate, String largest, SimulatedHost.Output file) {
        return ("<data_server_request>\n"
                        + "    <core_client_major_version>7</core_client_major_version>\n"
                        + "    <core_client_minor_version>20</core_client_minor_version>\n"
                        + "    <core_client_release>5</core_client_release>\n<file_upload>\n<file_info>\n<name>"
                        + name + "</name>\n<xml_signature>\n" + certificate + "</xml_signature>\n<max_nbytes>" + largest
                        + "</max_nbytes>\n</file_info>\n<nbytes>" + file.bytes() + "</nbytes>\n<md5_cksum>" + file.md5()
                        + "</md5_cksum>\n<offset>0</offset>\n<data>\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String certificate(String name) {
        return certificates.computeIfAbsent(
                name, ignored -> new UploadCertificate(name, LARGEST).sign(key).strip());
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
