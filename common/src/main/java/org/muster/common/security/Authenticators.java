package org.muster.common.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntPredicate;
import org.muster.common.files.FileDigest;

/**
 * The keys by which a volunteer's programs prove whose they are.
 *
 * <ul>
 *   <li>The strong authenticator, 32 hexadecimal digits, opens the whole account.
 *   <li>The weak one, {@code {user id}_{digits}}, lets a host work for the account but not change it; it dies when the
 *       stored password changes.
 *   <li>The notice key, of the same shape, only opens the notices feed.
 * </ul>
 *
 * <p>All methods are thread-safe. Comparisons take the same time whether or not they succeed.
 */
public final class Authenticators {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST_ID = 18;
    private static final int LONGEST = 254;

    private Authenticators() {}

    /** A new strong authenticator, or cross-project id: 16 random bytes as 32 lower-case hexadecimal digits. */
    public static String create() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Reads what a client presented, without knowing yet whether it is right. */
    public static PresentedAuthenticator parse(String presented) {
        int underscore = presented.indexOf('_');
        if (underscore >= 0) {
            String id = presented.substring(0, underscore);
            return consistsOf(id, LONGEST_ID, letter -> letter >= '0' && letter <= '9')
                    ? new PresentedAuthenticator.Weak(Long.parseLong(id), presented)
                    : new PresentedAuthenticator.Malformed();
        }
        return consistsOf(presented, LONGEST, Authenticators::isAlphanumeric)
                ? new PresentedAuthenticator.Strong(presented)
                : new PresentedAuthenticator.Malformed();
    }

    private static boolean consistsOf(String text, int longest, IntPredicate letters) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(letters);
    }

    private static boolean isAlphanumeric(int letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    /**
     * The weak authenticator of an account.
     *
     * @param storedPasswordHash the account's database column as it is, of whatever kind
     */
    public static String weak(long userId, String authenticator, String storedPasswordHash) {
        return userId + "_" + md5(authenticator + storedPasswordHash);
    }

    /** The key of the account's notices feed. */
    public static String noticeKey(long userId, String authenticator, String storedPasswordHash) {
        return userId + "_" + md5(authenticator + storedPasswordHash + "notify_rss");
    }

    /** Whether two secrets are equal, without telling by the time taken how much of them is. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static String md5(String text) {
        return FileDigest.of(text.getBytes(StandardCharsets.UTF_8)).md5();
    }
}
