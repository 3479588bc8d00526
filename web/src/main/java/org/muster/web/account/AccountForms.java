package org.muster.web.account;

import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.member.Member;
import org.muster.web.member.Venues;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;

/**
 * The forms of the account page.
 *
 * @param statistics whether the volunteer agreed to be shown in statistics; nothing when the project does not ask
 */
record AccountForms(PageRequest request, Member member, Optional<Boolean> statistics) {
    private static final String PAGE = "account.php";

    /** All of them below what is to be said. */
    Markup page(String done, String complaint) {
        return Markup.of(
                "<h1>Account</h1>\n{}{}<div class=\"narrow\">\n{}{}{}{}{}</div>\n",
                Forms.done(done),
                Forms.complaint(complaint),
                section("What others see", profile()),
                statistics
                        .map(agreed -> section("Statistics of other sites", consent(agreed)))
                        .orElse(Markup.NONE),
                section("Password", password()),
                section("E-mail address", email()),
                section("Delete the account", delete()));
    }

    private Markup profile() {
        Member.Profile profile = member.profile();
        return form(
                "profile",
                Markup.of(
                        "{}{}{}{}{}<button>Save</button>\n",
                        Forms.text("Name", "user_name", profile.name(), new Markup(" required maxlength=\"190\"")),
                        Forms.text("Country", "country", profile.country(), new Markup(" maxlength=\"190\"")),
                        Forms.text("Home page", "url", profile.url(), new Markup(" maxlength=\"190\"")),
                        Venues.choice("Venue of new computers", profile.venue()),
                        Forms.box("Others may see my computers", "show_hosts", profile.showHosts(), "")));
    }

    private Markup consent(boolean agreed) {
        return form(
                "statistics",
                Markup.of(
                        "{}<button>Save</button>\n",
                        Forms.box(
                                "Show my name and credit in public statistics",
                                "statistics",
                                agreed,
                                "Other sites add up the credit of many projects.")));
    }

    private Markup password() {
        return form(
                "password",
                Markup.of(
                        "{}{}{}<button>Change the password</button>\n<p class=\"small\">{}</p>\n",
                        current("password"),
                        passwordField("New password", "new_passwd"),
                        passwordField("New password once more", "new_passwd2"),
                        "Weak account keys stop working, and you are logged out everywhere else."));
    }

    private Markup email() {
        return form(
                "email",
                Markup.of(
                        "<p>Now: <b>{}</b></p>\n{}{}<button>Change the address</button>\n",
                        member.keys().email(),
                        Forms.field(
                                "New address",
                                "email_addr",
                                "",
                                "email",
                                new Markup(" required autocomplete=\"email\""),
                                "You log in with it."),
                        current("email")));
    }

    private Markup delete() {
        return form("delete", Markup.of("""
                <p>Name, address, keys, preferences and membership are erased at once, and sites that show statistics are
                told to do the same. The credit stays in the sums. Your computers' tasks go to others. This cannot be
                undone.</p>
                {}{}<button class="danger">Delete my account</button>
                """, current("delete"), Forms.box("Yes, delete it", "sure", false, "")));
    }

    private Markup form(String what, Markup fields) {
        return Forms.post(
                request, PAGE, Markup.of("<input type=\"hidden\" name=\"what\" value=\"{}\">\n{}", what, fields));
    }

    /** The same field in several forms needs an id of its own in each. */
    private static Markup current(String form) {
        return Markup.of("""
                <div class="field">
                <label for="{}_passwd">Present password</label>
                <input id="{}_passwd" name="passwd" type="password" required autocomplete="current-password">
                </div>
                """, form, form);
    }

    private static Markup passwordField(String label, String name) {
        return Forms.password(label, name, "new-password", "");
    }

    private static Markup section(String title, Markup body) {
        return Markup.of("<section>\n<h2>{}</h2>\n{}</section>\n", title, body);
    }
}
