package org.muster.web.account;

/** Why an account RPC did not succeed: BOINC's error numbers, which clients know, with the words we send along. */
enum AccountError {
    /** The request makes no sense; needs words of its own. */
    REFUSED(-1, "The request was refused."),
    /** Nobody but an administrator makes accounts: BOINC has no number of its own for it in this RPC. */
    SIGN_UP_CLOSED(-1, SignUpRules.CLOSED),
    /** No account has this e-mail address. */
    NOT_FOUND(-136, "There is no account with this e-mail address."),
    /** The e-mail address belongs to somebody else. */
    ALREADY_IN_USE(-137, "There is an account with this e-mail address, and it has another password."),
    /** The database is away. */
    DATABASE_AWAY(-138, "The project's database cannot be reached at the moment. Please try again later."),
    /** The operator has stopped the pages, or too many requests wait. Clients try again. */
    PROJECT_DOWN(-183, "The project is down for maintenance. Please try again later."),
    /** The name cannot be a name. */
    BAD_USER_NAME(-188, "This user name cannot be used."),
    /** The e-mail address cannot be one. */
    BAD_EMAIL_ADDRESS(-205, "This is not an e-mail address."),
    /** The password does not open this account. */
    BAD_PASSWORD(-206, "The password is wrong."),
    /** The client did not say that its owner agrees to the terms of use. */
    CONSENT_MISSING(
            -242,
            "This project makes accounts only for people who agree to its terms of use. Please use a newer BOINC, or make the"
                    + " account on the project's pages.");

    private final int number;
    private final String words;

    AccountError(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** BOINC's number. */
    int number() {
        return number;
    }

    /** What a person reads when nothing more exact is known. */
    String words() {
        return words;
    }
}
