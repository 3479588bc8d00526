package org.muster.web.admin;

import org.muster.web.account.LogInPage;
import org.muster.web.account.Passwords;
import org.muster.web.limit.Attempts;

/**
 * How administrators come in.
 *
 * @param attempts how often passwords may be tried
 * @param passwords checks them
 * @param delay how wrong guesses are made to wait
 * @param sharedPassword the configuration's, for whoever has no name of their own; empty for none
 */
public record AdminEntrance(Attempts attempts, Passwords passwords, LogInPage.Delay delay, String sharedPassword) {

    /** Never shows the password. */
    @Override
    public String toString() {
        return "the administrators' entrance";
    }
}
