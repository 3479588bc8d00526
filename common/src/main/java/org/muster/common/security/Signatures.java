package org.muster.common.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import org.muster.common.files.FileDigest;

/**
 * BOINC's signatures of texts and files: RSA over the 32 characters of the lower-case hexadecimal MD5, written as a
 * hexadecimal block. The Java algorithm is {@code NONEwithRSA}, because {@code MD5withRSA} would sign the binary digest
 * with an algorithm identifier, which clients refuse. Thread-safe.
 */
public final class Signatures {
    private static final String ALGORITHM = "NONEwithRSA";

    private Signatures() {}

    /** The signature of a text's UTF-8 bytes: four lines of 64 digits and a line with a dot. */
    public static String sign(String text, RSAPrivateKey key) {
        return signDigest(FileDigest.of(text.getBytes(StandardCharsets.UTF_8)), key);
    }

    /** The signature of a file's content that is in memory. */
    public static String sign(byte[] content, RSAPrivateKey key) {
        return signDigest(FileDigest.of(content), key);
    }

    /** The signature of a file's content; the {@code file_signature} of an application version's file. */
    public static String signFile(Path file, RSAPrivateKey key) throws IOException {
        return signDigest(FileDigest.of(file), key);
    }

    /** Whether the block is the key owner's signature of the text. Anything that is no signature at all is not. */
    public static boolean verify(String text, String signature, RSAPublicKey key) {
        return verifyDigest(FileDigest.of(text.getBytes(StandardCharsets.UTF_8)), signature, key);
    }

    /** Whether the block is the key owner's signature of the file's content. */
    public static boolean verifyFile(Path file, String signature, RSAPublicKey key) throws IOException {
        return verifyDigest(FileDigest.of(file), signature, key);
    }

    private static String signDigest(FileDigest digest, RSAPrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(digest.md5().getBytes(StandardCharsets.US_ASCII));
            return HexBlock.format(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign with this key: " + e.getMessage(), e);
        }
    }

    private static boolean verifyDigest(FileDigest digest, String block, RSAPublicKey key) {
        byte[] bytes;
        try {
            bytes = HexBlock.parse(block);
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(digest.md5().getBytes(StandardCharsets.US_ASCII));
            return signature.verify(bytes);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot check signatures with this key: " + e.getMessage(), e);
        }
    }
}
