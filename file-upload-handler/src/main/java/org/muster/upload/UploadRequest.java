package org.muster.upload;

import java.util.Optional;
import java.util.OptionalLong;

/** What a client asks for, as it wrote it; nothing of it has been believed yet. */
sealed interface UploadRequest {
    /** How much of this file is stored? Nobody has proven anything with it. */
    record SizeQuery(String name) implements UploadRequest {}

    /**
     * Here is a file, or the rest of one.
     *
     * @param name the file's name, empty when missing
     * @param signature the certificate's signature, empty when missing or blank
     * @param maxBytes the most bytes that the certificate allows, empty when missing or no number
     * @param bytes size of the whole file
     * @param offset where in the file the data begin, 0 when missing
     * @param md5 of the whole file, lower case, empty when missing or malformed
     * @param dataFollow whether the header ended as it should, so that the rest of the body is the data
     */
    record FileUpload(
            String name,
            String signature,
            OptionalLong maxBytes,
            OptionalLong bytes,
            long offset,
            Optional<String> md5,
            boolean dataFollow)
            implements UploadRequest {}

    /** No command that is known. */
    record Unrecognized() implements UploadRequest {}
}
