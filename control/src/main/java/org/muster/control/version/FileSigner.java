package org.muster.control.version;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.muster.common.files.WholeFile;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.KeyFiles;
import org.muster.common.security.Signatures;
import org.muster.control.UserErrorException;

/**
 * The signatures of application files. A file {@code NAME.sig} beside a file is its signature, made where the key is;
 * without one the file is signed with the key of this machine, if it is here. A signature that clients would refuse is
 * refused here.
 */
public final class FileSigner {
    private final RSAPublicKey publicKey;
    private final Optional<RSAPrivateKey> privateKey;
    private final Path expected;

    /** Signs with the keys of a directory, whose {@code code_sign_private} may be missing. */
    public FileSigner(KeyDirectory keys) {
        this.publicKey = keys.readCodeSignPublic();
        this.expected = keys.codeSignPrivate();
        this.privateKey = Files.exists(expected) ? Optional.of(keys.readCodeSignPrivate()) : Optional.empty();
    }

    /**
     * The signature of a file.
     *
     * @throws UserErrorException when there is none and no key to make one, or it is not this project's of this content
     */
    String signature(Path file) throws IOException {
        Path offline = beside(file);
        if (Files.exists(offline)) {
            String signature = Files.readString(offline).strip();
            if (!Signatures.verifyFile(file, signature, publicKey)) {
                throw new UserErrorException(offline + " is not the signature of " + file.getFileName()
                        + " by this project's code-signing key: sign the file as it is now, with the private key that"
                        + " belongs to code_sign_public");
            }
            return signature;
        }
        if (privateKey.isEmpty()) {
            throw new UserErrorException("there is no signature " + offline + ", and no code-signing key " + expected
                    + ". Where the key is:  bin/muster app-version sign " + file.getParent()
                    + " --key code_sign_private");
        }
        return Signatures.signFile(file, privateKey.get());
    }

    /** Writes {@code NAME.sig} beside a file; one that is there must be the same. */
    public static void writeSignature(Path file, Path key) throws IOException {
        WholeFile.write(
                beside(file),
                (Signatures.signFile(file, KeyFiles.readPrivate(key)).strip() + "\n").getBytes(US_ASCII));
    }

    /** Whether this is a file that clients get. */
    public static boolean needsSignature(Path file) {
        return Files.isRegularFile(file)
                && VersionContents.isContent(file.getFileName().toString());
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + VersionContents.SIGNATURE);
    }
}
