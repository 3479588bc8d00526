package org.muster.control.volunteer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import org.muster.common.files.FileDigest;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.security.Signatures;

/** Fetches files into the project's directory, checked as the stock client checks them, and sends results. */
final class FileExchange {
    private static final int ATTEMPTS = 60;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final ProjectConnection connection;
    private final Path directory;

    FileExchange(ProjectConnection connection, Path directory) {
        this.connection = connection;
        this.directory = directory;
    }

    /** Where a file of the project is on this computer. */
    Path local(String name) {
        return directory.resolve(name);
    }

    /**
     * Fetches a file unless it is there.
     *
     * @param codeSignKey the key that an application's file must be signed with
     * @throws IOException when it does not come, or is not what was promised
     */
    void fetch(FileDescription file, RSAPublicKey codeSignKey) throws IOException, InterruptedException {
        Path target = local(file.name());
        if (Files.exists(target) && Files.size(target) == file.bytes()) {
            return;
        }
        patiently(() -> fetched(file, target, codeSignKey));
    }

    private Path fetched(FileDescription file, Path target, RSAPublicKey codeSignKey)
            throws IOException, InterruptedException {
        Path part = directory.resolve(file.name() + ".part");
        try (InputStream content = connection.stream(file.url())) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        }
        check(file, part, codeSignKey);
        if (file.executable()) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Sends an output file.
     *
     * @return its digest and size, for the report
     * @throws IOException when the upload handler did not take it
     */
    FileDigest send(FileDescription file, Path content) throws IOException, InterruptedException {
        FileDigest digest = FileDigest.of(content);
        String header = """
                <data_server_request>
                    <core_client_major_version>7</core_client_major_version>
                    <core_client_minor_version>20</core_client_minor_version>
                    <core_client_release>5</core_client_release>
                <file_upload>
                <file_info>
                <name>%s</name>
                <xml_signature>
                %s</xml_signature>
                <max_nbytes>%d</max_nbytes>
                </file_info>
                <nbytes>%d</nbytes>
                <md5_cksum>%s</md5_cksum>
                <offset>0</offset>
                <data>
                """.formatted(file.name(), file.certificate(), file.maxBytes(), digest.size(), digest.md5());
        return patiently(() -> {
            requireTaken(file.url(), connection.post(file.url(), header.getBytes(UTF_8), content));
            return digest;
        });
    }

    private interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    /** A server that is away or says no for a moment is asked again for half a minute. */
    private static <T> T patiently(Attempt<T> attempt) throws IOException, InterruptedException {
        for (int number = 1; ; number++) {
            try {
                return attempt.run();
            } catch (IOException e) {
                if (number == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    private static void check(FileDescription file, Path part, RSAPublicKey codeSignKey) throws IOException {
        FileDigest digest = FileDigest.of(part);
        if (digest.size() != file.bytes()) {
            throw new IOException(file.name() + " has " + digest.size() + " bytes instead of " + file.bytes());
        }
        if (!file.signature().isEmpty()) {
            if (!Signatures.verifyFile(part, file.signature(), codeSignKey)) {
                throw new IOException("the signature of " + file.name() + " is not the project's");
            }
        } else if (!digest.md5().equals(file.md5())) {
            throw new IOException(file.name() + " has the digest " + digest.md5() + " instead of " + file.md5());
        }
    }

    private static void requireTaken(URI url, byte[] answer) throws IOException {
        long status = 1;
        String message = "";
        XmlScanner scanner = XmlScanner.of(answer);
        while (scanner.next()) {
            scanner.enter();
            while (scanner.next()) {
                switch (scanner.name()) {
                    case "status" -> status = scanner.integer(1);
                    case "message" -> message = scanner.text();
                    default -> scanner.skip();
                }
            }
        }
        if (status != 0) {
            throw new IOException(url + " answered with status " + status + " " + message);
        }
    }
}
