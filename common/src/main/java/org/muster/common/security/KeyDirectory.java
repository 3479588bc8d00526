package org.muster.common.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.muster.common.files.DurableFiles;
import org.muster.common.files.WholeFile;

/**
 * The project's four key files under the names that BOINC gives them. Who needs which: {@code upload_private} whoever
 * creates results, {@code upload_public} the upload handler, {@code code_sign_public} the scheduler, and
 * {@code code_sign_private} only the tool that releases application versions, so it is best kept off-line.
 *
 * @param directory where they lie
 */
public record KeyDirectory(Path directory) {
    public Path uploadPublic() {
        return directory.resolve("upload_public");
    }

    public Path uploadPrivate() {
        return directory.resolve("upload_private");
    }

    public Path codeSignPublic() {
        return directory.resolve("code_sign_public");
    }

    public Path codeSignPrivate() {
        return directory.resolve("code_sign_private");
    }

    public RSAPublicKey readUploadPublic() {
        return KeyFiles.readPublic(uploadPublic());
    }

    public RSAPrivateCrtKey readUploadPrivate() {
        return KeyFiles.readPrivate(uploadPrivate());
    }

    public RSAPublicKey readCodeSignPublic() {
        return KeyFiles.readPublic(codeSignPublic());
    }

    public RSAPrivateCrtKey readCodeSignPrivate() {
        return KeyFiles.readPrivate(codeSignPrivate());
    }

    /**
     * Makes the pairs that are missing; private files are readable by their owner alone. A pair that is there is left as it
     * is; of a private file without its public one the public file is made from it. Safe to repeat after a crash.
     *
     * @throws IOException when a file cannot be written
     * @throws UnreadableKeyException when a public file is there but its private one is not, because a new private key would
     *     not fit it: clients keep the first key they were given
     */
    public void createMissing() throws IOException {
        if (!Files.isDirectory(directory)) {
            DurableFiles.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        }
        createMissing(uploadPrivate(), uploadPublic());
        createMissing(codeSignPrivate(), codeSignPublic());
    }

    private static void createMissing(Path privateFile, Path publicFile) throws IOException {
        if (Files.exists(publicFile)) {
            if (Files.exists(privateFile)) {
                return;
            }
            throw new UnreadableKeyException(
                    publicFile + " is there but " + privateFile
                            + " is not. Put the private key back, or remove the public key if no client has seen it",
                    null);
        }
        if (!Files.exists(privateFile)) {
            KeyPair pair = KeyFiles.generate();
            write(privateFile, KeyFiles.text((RSAPrivateCrtKey) pair.getPrivate()), true);
        }
        RSAPrivateCrtKey key = KeyFiles.readPrivate(privateFile);
        write(publicFile, KeyFiles.text(KeyFiles.publicKeyOf(key)), false);
    }

    private static void write(Path file, String text, boolean secret) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        if (secret) {
            WholeFile.writePrivate(file, content);
        } else {
            WholeFile.write(file, content);
        }
    }
}
