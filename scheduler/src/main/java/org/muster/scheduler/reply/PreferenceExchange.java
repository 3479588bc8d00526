package org.muster.scheduler.reply;

import java.util.regex.Pattern;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.GlobalPreferencesParser;
import org.muster.scheduler.request.Preferences;

/**
 * Whose preferences count: those the client works by; else the newer ones of the client's account copy and ours; else
 * the usual ones. The newer copy goes to the other side. Pure. Source: preference arbitration of the BOINC scheduler.
 *
 * @param used what decides about work
 * @param toStore the client's copy, when it is newer and of this account, so ours is to be replaced; otherwise empty
 * @param send ours is newer, so the client is to get it
 */
public record PreferenceExchange(GlobalPreferences used, String toStore, boolean send) {

    /** Clients' preferences have some kilobytes. */
    private static final int LONGEST = 64 << 10;

    private static final Pattern MODIFIED = Pattern.compile("<mod_time>([^<]*)</mod_time>");

    /**
     * Decides.
     *
     * @param asker whose account has our copy
     * @param sent what the client sent
     * @param now Unix seconds; changes in the future count as made now
     */
    public static PreferenceExchange of(Asker asker, Preferences sent, long now) {
        String ours = asker.account().preferences().global();
        GlobalPreferences parsed =
                GlobalPreferencesParser.parse(ours, asker.host().standing().venue());
        double oursModified = ours.isEmpty() ? 0 : Math.min(now, parsed.modified());
        double masterModified = Math.min(now, sent.masterModified());
        double inForceModified =
                Math.min(now, sent.inForce().map(GlobalPreferences::modified).orElse(0.0));
        boolean store = asker.mayChangeAccount()
                && !sent.master().isEmpty()
                && sent.master().length() <= LONGEST
                && masterModified > oursModified
                && !withoutTime(sent.master()).equals(withoutTime(ours))
                && sent.sourceEmailHash().equals(asker.account().emailHash());
        boolean whole = ours.contains("<global_preferences>") && ours.contains("</global_preferences>");
        boolean send = whole && oursModified > masterModified && oursModified > inForceModified;
        GlobalPreferences used = sent.inForce().orElseGet(() -> {
            boolean master = !sent.master().isEmpty() && masterModified >= oursModified;
            return master
                    ? GlobalPreferencesParser.parse(
                            sent.master(), asker.host().standing().venue())
                    : parsed;
        });
        String toStore = store ? possible(sent.master(), sent.masterModified(), now) : "";
        return new PreferenceExchange(used, toStore, send);
    }

    /** A change that was made in the future, by a wrong clock, would hide all changes until then. */
    private static String possible(String preferences, double modified, long now) {
        return modified <= now
                ? preferences
                : MODIFIED.matcher(preferences).replaceFirst("<mod_time>" + now + "</mod_time>");
    }

    private static String withoutTime(String preferences) {
        return MODIFIED.matcher(preferences).replaceFirst("").strip();
    }
}
