package org.muster.common.work;

/** Signs the permission to upload one output file. Implementations must be safe for use by several threads. */
@FunctionalInterface
public interface CertificateSigner {

    /**
     * The certificate that the upload handler will ask for.
     *
     * @param fileName the physical name of the output file
     * @param maxBytes its largest permitted size
     * @return the signature as lines of hexadecimal digits, ending in a line with a dot
     */
    String sign(String fileName, long maxBytes);
}
