package org.muster.web.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;
import org.muster.web.admin.Administrators.Stored;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.http.Secrets;
import org.muster.web.http.SessionCookie;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;
import org.muster.web.session.Sessions;
import org.muster.web.session.Sessions.Kind;

/**
 * Lets only administrators to a page, each by name and password; no volunteer's session counts here. Everybody else is led
 * to the administrators' log-in, whatever they ask for. Who asks is looked up each time, so that whoever is removed is out
 * at once. Thread-safe.
 */
final class AdminGate {
    /** Where the log-in is, as seen from the other pages. */
    static final String LOG_IN = "login";

    private static final String WRONG = "The name or the password is wrong.";

    /** A stored password that nothing opens; looking at it takes as long as looking at a real one. */
    private static final String NOBODYS = PasswordHashes.store(PasswordHashes.ofClient(Secrets.create(), ""));

    private final PageContext context;
    private final Sessions sessions;
    private final Administrators administrators;
    private final AdminEntrance entrance;
    private final String sharedDigest;

    AdminGate(PageContext context, Sessions sessions, AdminEntrance entrance) {
        this.context = context;
        this.sessions = sessions;
        this.administrators = new Administrators(context.work(), context.clock());
        this.entrance = entrance;
        this.sharedDigest = Secrets.digest(entrance.sharedPassword());
    }

    /** The page, for administrators only. */
    FormPage only(AdminPage page) {
        return whileThereIsAny(new FormPage() {
            @Override
            public Reply answer(PageRequest request) {
                return who(request)
                        .map(who ->
                                page.answer(new AdminPage.Asked(request, who)).privately())
                        .orElseGet(() -> Reply.seeOther(LOG_IN));
            }

            @Override
            public Reply submit(PageRequest request) {
                return who(request)
                        .map(who ->
                                page.submit(new AdminPage.Asked(request, who)).privately())
                        .orElseGet(() -> Reply.seeOther(LOG_IN));
            }
        });
    }

    /** The page, or "there is no such page" while nobody could log in. */
    FormPage whileThereIsAny(FormPage page) {
        return new FormPage() {
            @Override
            public Reply answer(PageRequest request) throws Exception {
                return any() ? page.answer(request) : context.site().notFound();
            }

            @Override
            public Reply submit(PageRequest request) throws Exception {
                return any() ? page.submit(request) : context.site().notFound();
            }
        };
    }

    /** Which administrator asks; nothing for anybody else. */
    Optional<Administrator> who(PageRequest request) {
        String token = request.cookies().getOrDefault(SessionCookie.ADMINISTRATOR, "");
        return sessions.user(Kind.ADMINISTRATOR, token).flatMap(id -> {
            if (id != Administrator.SHARED.id()) {
                return administrators.byId(id);
            }
            return hasShared() ? Optional.of(Administrator.SHARED) : Optional.empty();
        });
    }

    /** Begins a session when name and password are right; otherwise words of complaint are to be shown. */
    Entry enter(PageRequest request) {
        String typed = Administrator.canonical(request.field("name"));
        String name = typed.isEmpty() ? Administrator.SHARED.name() : typed;
        String account = "administrator " + name;
        OptionalLong wait = entrance.attempts().password(request.sender(), account);
        if (wait.isPresent() || entrance.delay().waiting().full()) {
            return new Entry.Refused(
                    "Too many attempts. Please wait " + Spans.words(Duration.ofSeconds(wait.orElse(60))) + ".",
                    Duration.ZERO);
        }
        Optional<Stored> stored = administrators.byName(name);
        Optional<Boolean> right = right(name, stored, request.typed("passwd"));
        if (right.isEmpty()) {
            entrance.attempts().notWrong(request.sender(), account);
            return new Entry.Refused("Too many people are logging in. Please try again.", Duration.ZERO);
        }
        Optional<String> token = right.get()
                ? stored.map(known -> administrators.enter(known, request.sender()))
                        .orElseGet(() -> Optional.of(administrators.enterShared(request.sender())))
                : Optional.empty();
        if (token.isEmpty()) {
            return new Entry.Refused(WRONG, entrance.delay().time());
        }
        entrance.attempts().notWrong(request.sender(), account);
        return new Entry.Inside(Reply.seeOther("./").keeping(cookie(token.get(), Kind.ADMINISTRATOR.lasts())));
    }

    /** Ends all sessions of an administrator. */
    Reply leave(Administrator who) {
        sessions.closeAll(Kind.ADMINISTRATOR, who.id());
        return Reply.seeOther(LOG_IN).keeping(cookie("", Duration.ZERO));
    }

    /** How an attempt to log in ends. */
    sealed interface Entry {
        /**
         * It did not succeed.
         *
         * @param after how long the answer waits
         */
        record Refused(String words, Duration after) implements Entry {}

        /** It did. */
        record Inside(Reply reply) implements Entry {}
    }

    /** Whether the password is right; an unknown name takes as long as a known one. Nothing when no processor was free. */
    private Optional<Boolean> right(String name, Optional<Stored> stored, String password) {
        if (name.equals(Administrator.SHARED.name())) {
            return Optional.of(hasShared() && Authenticators.same(sharedDigest, Secrets.digest(password)));
        }
        String kept = stored.map(Stored::passwordHash).orElse(NOBODYS);
        return entrance.passwords()
                .matches(kept, PasswordHashes.ofClient(password, name))
                .map(matches -> matches && stored.isPresent());
    }

    private boolean any() {
        return hasShared() || administrators.any();
    }

    private boolean hasShared() {
        return !entrance.sharedPassword().isEmpty();
    }

    private String cookie(String token, Duration lasts) {
        return SessionCookie.of(SessionCookie.ADMINISTRATOR, token, context.base() + "admin/", context.secure(), lasts);
    }
}
