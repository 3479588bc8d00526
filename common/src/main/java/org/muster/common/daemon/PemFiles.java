package org.muster.common.daemon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its key from the files that certificate authorities' programs write. */
final class PemFiles {
    /** What the key store is opened with; it is only ever in memory. */
    static final String PASSWORD = "in memory";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemFiles() {}

    /**
     * A key store with the key and its certificates.
     *
     * @throws IOException when a file cannot be read or does not hold what it should; the message names it
     */
    static KeyStore keyStore(Path certificate, Path key) throws IOException {
        List<Certificate> chain = certificates(certificate);
        PrivateKey secret = privateKey(key);
        if (!chain.getFirst().getPublicKey().getAlgorithm().equals(secret.getAlgorithm())) {
            throw new IOException("the key in " + key + " does not belong to the certificate in " + certificate);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", secret, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate in " + certificate + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<Certificate> certificates(Path file) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<Certificate> chain = new ArrayList<>();
            for (byte[] block : blocks(file, "CERTIFICATE")) {
                chain.add(factory.generateCertificate(new ByteArrayInputStream(block)));
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        byte[] encoded = blocks(file, "PRIVATE KEY").getFirst();
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException anotherKind) {
                continue;
            } catch (GeneralSecurityException e) {
                throw new IOException("this Java runtime has no " + algorithm + " keys", e);
            }
        }
        throw new IOException(file + " holds a key that is neither EC nor RSA nor EdDSA");
    }

    private static List<byte[]> blocks(Path file, String kind) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        List<byte[]> blocks = new ArrayList<>();
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
            }
        }
        if (blocks.isEmpty()) {
            throw new IOException(file + " has no block BEGIN " + kind);
        }
        return blocks;
    }
}
