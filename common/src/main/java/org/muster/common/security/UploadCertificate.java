package org.muster.common.security;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/**
 * The right to upload one file of at most so many bytes. It is made when the result is made, kept in the result's XML, and
 * echoed by the client when it uploads.
 *
 * @param name the file's name
 * @param maxBytes the most bytes the file may have, 0 or more
 */
public record UploadCertificate(String name, long maxBytes) {
    /** What is signed, byte for byte. */
    public String signedText() {
        return "<name>" + name + "</name><max_nbytes>" + maxBytes + "</max_nbytes>";
    }

    /** The content of {@code <xml_signature>}: four lines of digits and a dot, ending with a line feed. */
    public String sign(RSAPrivateKey uploadPrivateKey) {
        return Signatures.sign(signedText(), uploadPrivateKey);
    }

    /** Whether the signature, as the client echoed it, gives this right. */
    public boolean isGrantedBy(String signature, RSAPublicKey uploadPublicKey) {
        return Signatures.verify(signedText(), signature, uploadPublicKey);
    }
}
