package org.muster.upload;

import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.files.FileNames;
import org.muster.common.files.IllegalFileNameException;
import org.muster.common.security.UploadCertificate;
import org.muster.upload.UploadRequest.FileUpload;

/** Whether an upload is let in, judged by its header alone. A pure decision: no file, no clock. */
sealed interface Admission {
    /** Not let in; the answer says why. */
    record Refused(Reply reply) implements Admission {}

    /**
     * Let in.
     *
     * @param name a legal file name
     * @param bytes size of the whole file, 0 or more
     * @param offset where the data begin, 0 or more
     * @param md5 of the whole file, if the client said
     */
    record Admitted(String name, long bytes, long offset, Optional<String> md5) implements Admission {}

    /** Judges in the order of the BOINC file upload protocol's decision table. */
    static Admission of(FileUpload upload, Certificates certificates) {
        if (upload.name().isEmpty()) {
            return never("the upload has no file name");
        }
        if (!upload.dataFollow()) {
            return never("the upload has no <data>, or its header is too long");
        }
        Optional<String> objection = switch (certificates) {
            case Certificates.Required required -> certificateObjection(upload, required);
            case Certificates.Ignored ignored -> Optional.empty();
        };
        if (objection.isPresent()) {
            return never(objection.get());
        }
        OptionalLong bytes = upload.bytes();
        if (bytes.isEmpty() || bytes.getAsLong() < 0) {
            return never("nbytes is missing or negative");
        }
        if (certificates instanceof Certificates.Required
                && bytes.getAsLong() > upload.maxBytes().orElse(0)) {
            return never("the file has " + bytes.getAsLong() + " bytes, more than the "
                    + upload.maxBytes().orElse(0) + " that are allowed");
        }
        try {
            FileNames.requireLegal(upload.name());
        } catch (IllegalFileNameException e) {
            return never(e.getMessage());
        }
        if (upload.offset() < 0) {
            return new Refused(Reply.later("the offset is no number of bytes"));
        }
        return new Admitted(upload.name(), bytes.getAsLong(), upload.offset(), upload.md5());
    }

    private static Optional<String> certificateObjection(FileUpload upload, Certificates.Required required) {
        if (upload.signature().isEmpty()) {
            return Optional.of("the signature is missing");
        }
        if (upload.maxBytes().isEmpty() || upload.maxBytes().getAsLong() < 0) {
            return Optional.of("max_nbytes is missing");
        }
        UploadCertificate claimed =
                new UploadCertificate(upload.name(), upload.maxBytes().getAsLong());
        return claimed.isGrantedBy(upload.signature(), required.key())
                ? Optional.empty()
                : Optional.of("the signature is not valid for this file name and max_nbytes");
    }

    private static Refused never(String why) {
        return new Refused(Reply.never(why));
    }
}
