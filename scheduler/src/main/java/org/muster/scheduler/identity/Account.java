package org.muster.scheduler.identity;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.muster.common.files.FileDigest;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PresentedAuthenticator;

/**
 * A volunteer's account, as far as a reply speaks of it.
 *
 * @param id its id
 * @param authenticator its strong key
 * @param passwordHash the stored column, on which the weak key depends
 * @param emailAddress its address
 * @param profile what is shown
 * @param preferences what the volunteer chose
 * @param team its team
 */
public record Account(
        long id,
        String authenticator,
        String passwordHash,
        String emailAddress,
        Profile profile,
        Preferences preferences,
        Team team) {

    /** What is shown of an account: name, credit, age, and its identifier over all projects. */
    public record Profile(
            String name, double totalCredit, double averageCredit, long createTime, String crossProjectId) {}

    /** Preferences over all projects and for this one, as XML, either may be empty; and the venue of new hosts. */
    public record Preferences(String global, String project, String venue) {}

    /** The team; id 0 and no name for none. */
    public record Team(long id, String name) {}

    /** How the account's key was proven. */
    public enum Proof {
        /** By the key that opens the account: the request may change it. */
        STRONG,
        /** By a key for computing only: the request must not change the account. */
        WEAK,
        /** Not at all. */
        NONE
    }

    /** Checks a key against this account, in the same time whether or not it fits. */
    public Proof proof(PresentedAuthenticator presented) {
        return switch (presented) {
            case PresentedAuthenticator.Strong strong ->
                Authenticators.same(strong.authenticator(), authenticator) ? Proof.STRONG : Proof.NONE;
            case PresentedAuthenticator.Weak weak ->
                Authenticators.same(weak.authenticator(), Authenticators.weak(id, authenticator, passwordHash))
                        ? Proof.WEAK
                        : Proof.NONE;
            case PresentedAuthenticator.Malformed ignored -> Proof.NONE;
        };
    }

    /** The MD5 by which clients find that two projects' accounts have one address. */
    public String emailHash() {
        return digest(emailAddress.toLowerCase(Locale.ROOT));
    }

    /** The identifier that statistics publish: hashed with the address so that nobody can claim another's. */
    public String externalCrossProjectId() {
        return digest(profile.crossProjectId() + emailAddress);
    }

    /** How the identifier of one of the account's computers is stored and published. */
    public String hostCrossProjectId(String presented) {
        return presented.isEmpty() ? "" : digest(presented + emailAddress);
    }

    private static String digest(String text) {
        return FileDigest.of(text.getBytes(StandardCharsets.UTF_8)).md5();
    }
}
