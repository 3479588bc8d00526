package org.muster.web.limit;

import java.time.InstantSource;
import java.util.OptionalLong;
import org.muster.common.config.WebConfig;

/**
 * How often accounts may be made and passwords tried: by one sender, and for one account. An attempt is taken before the
 * password is looked at and given back when it was right, so that many at once do not get round the limit. Thread-safe.
 */
public final class Attempts {
    private static final int SENDERS_SHARE = 5;

    private final RateLimit signUps;
    private final RateLimit bySender;
    private final RateLimit byAccount;

    public Attempts(WebConfig settings, InstantSource clock) {
        this.signUps = new RateLimit(settings.signUpsPerHour(), clock);
        this.bySender = new RateLimit(SENDERS_SHARE * settings.wrongPasswordsPerHour(), clock);
        this.byAccount = new RateLimit(settings.wrongPasswordsPerHour(), clock);
    }

    /** Takes one sign-up; seconds to wait when there is none left. */
    public OptionalLong signUp(String sender) {
        String who = RateLimit.sender(sender);
        return signUps.take(who) ? OptionalLong.empty() : OptionalLong.of(signUps.waitSeconds(who));
    }

    /** Gives a sign-up back that made no account. */
    public void noSignUp(String sender) {
        signUps.giveBack(RateLimit.sender(sender));
    }

    /**
     * Takes one attempt at a password; seconds to wait when there is none left.
     *
     * @param account what is tried, for example an e-mail address in lower case
     */
    public OptionalLong password(String sender, String account) {
        String who = RateLimit.sender(sender);
        if (!bySender.take(who)) {
            return OptionalLong.of(bySender.waitSeconds(who));
        }
        return byAccount.take(account) ? OptionalLong.empty() : OptionalLong.of(byAccount.waitSeconds(account));
    }

    /** The password was right, or none was tried. */
    public void notWrong(String sender, String account) {
        bySender.giveBack(RateLimit.sender(sender));
        byAccount.giveBack(account);
    }
}
