package org.muster.scheduler.reply;

import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.GlobalPreferencesParser;
import org.muster.scheduler.request.Preferences;

/**
 * Whose preferences count: those the client works by; else the newer ones of the client's account copy and ours; else
 * the usual ones. The newer copy goes to the other side. Pure. Source: preference arbitration of the BOINC scheduler.
 *
 * @param used what decides about work
 * @param store the client's copy is newer and of this account, so ours is to be replaced
 * @param send ours is newer, so the client is to get it
 */
public record PreferenceExchange(GlobalPreferences used, boolean store, boolean send) {

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
                && masterModified > oursModified
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
        return new PreferenceExchange(used, store, send);
    }
}
