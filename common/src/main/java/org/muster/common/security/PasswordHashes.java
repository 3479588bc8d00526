package org.muster.common.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * How passwords are stored. A client never sends a password, only the MD5 of password and e-mail address; what is stored is
 * a slow hash of these 32 digits, {@code pbkdf2-sha256$iterations$salt$hash}, so that a stolen table does not open accounts.
 * Tables adopted from BOINC may hold the bare MD5; it is accepted, and is to be replaced at the next login. They may hold
 * bcrypt hashes of the 32 digits, as PHP's {@code password_hash} writes them; these are slow enough and stay.
 *
 * <p>Thread-safe. Storing and checking take some tenths of a second of processor time on purpose: bound how many run at once.
 */
public final class PasswordHashes {
    private static final int ITERATIONS = 600_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");
    private static final Pattern STORED =
            Pattern.compile("pbkdf2-sha256\\$([0-9]{1,8})\\$([A-Za-z0-9+/=]{4,64})\\$([A-Za-z0-9+/=]{4,100})");

    private PasswordHashes() {}

    /** What a client sends as {@code passwd_hash}: the MD5 of the password and the lower-cased e-mail address. */
    public static String ofClient(String password, String email) {
        return Authenticators.md5(password + email.toLowerCase(Locale.ROOT));
    }

    /**
     * The text to store for a client's hash; at most 254 characters, different at every call.
     *
     * @throws IllegalArgumentException when the argument is not 32 lower-case hexadecimal digits
     */
    public static String store(String clientHash) {
        if (!MD5.matcher(clientHash).matches()) {
            throw new IllegalArgumentException("A password hash must be 32 lower-case hexadecimal digits");
        }
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder();
        return "pbkdf2-sha256$" + ITERATIONS + "$" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(derive(clientHash, salt, ITERATIONS));
    }

    /** Whether the client's hash is the one that was stored. A stored text of an unknown kind matches nothing. */
    public static boolean matches(String stored, String clientHash) {
        if (!MD5.matcher(clientHash).matches()) {
            return false;
        }
        if (isLegacy(stored)) {
            return Authenticators.same(stored, clientHash);
        }
        if (BCRYPT.matcher(stored).matches()) {
            return BCrypt.verifyer(BCrypt.Version.VERSION_2Y)
                    .verify(clientHash.toCharArray(), ("$2y" + stored.substring(3)).toCharArray())
                    .verified;
        }
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()
                || Integer.parseInt(parts.group(1)) > MOST_ITERATIONS
                || Integer.parseInt(parts.group(1)) < 1) {
            return false;
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts.group(2));
            byte[] derived = derive(clientHash, salt, Integer.parseInt(parts.group(1)));
            return Authenticators.same(parts.group(3), Base64.getEncoder().encodeToString(derived));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /**
     * Whether the stored text is a bare MD5, as BOINC once stored it. Replacing it by {@link #store} makes the account's
     * weak authenticators invalid, because they are made from the stored text.
     */
    public static boolean isLegacy(String stored) {
        return MD5.matcher(stored).matches();
    }

    private static byte[] derive(String clientHash, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(clientHash.toCharArray(), salt, iterations, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no PBKDF2WithHmacSHA256", e);
        }
    }
}
