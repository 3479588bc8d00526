package org.muster.common.config;

import java.nio.file.Path;

/**
 * Where the project's keys are.
 *
 * @param directory holds {@code upload_public}, {@code upload_private}, {@code code_sign_public} and, unless
 *     it is kept off-line, {@code code_sign_private}
 * @param ignoreUploadCertificates true to take uploads without checking their certificate
 */
public record KeysConfig(Path directory, boolean ignoreUploadCertificates) {
    public KeysConfig {
        Setting.require("keys.directory", directory);
    }
}
