package org.muster.web.member;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.muster.web.http.FormPage;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.http.SessionCookie;
import org.muster.web.page.PageContext;
import org.muster.web.session.Sessions;
import org.muster.web.session.Sessions.Kind;

/** Lets only those to a page who are logged in; everybody else is led to the log-in and comes back. Thread-safe. */
public final class MemberGate {
    private final Sessions sessions;
    private final MemberRows members;
    private final PageContext context;

    public MemberGate(Sessions sessions, MemberRows members, PageContext context) {
        this.sessions = sessions;
        this.members = members;
        this.context = context;
    }

    /** The page, for members only. */
    public Page only(String address, MemberPage page) {
        if (!(page instanceof MemberForm form)) {
            return request -> answer(address, request, page);
        }
        return new FormPage() {
            @Override
            public Reply answer(PageRequest request) throws Exception {
                return MemberGate.this.answer(address, request, form);
            }

            @Override
            public Reply submit(PageRequest request) throws Exception {
                Optional<Member> member = member(request);
                return member.isPresent() ? form.submit(request, member.get()) : logIn(address, request);
            }
        };
    }

    /** Who is logged in. */
    public Optional<Member> member(PageRequest request) {
        return sessions.user(Kind.VOLUNTEER, token(request)).flatMap(members::byId);
    }

    /** Logs a volunteer in and sends the browser to a page. */
    public Reply enter(long user, String address) {
        String token = sessions.open(Kind.VOLUNTEER, user);
        return Reply.seeOther(address).keeping(cookie(token, Kind.VOLUNTEER.lasts()));
    }

    /** Logs the browser out. */
    public Reply leave(PageRequest request, String address) {
        sessions.close(token(request));
        return Reply.seeOther(address).keeping(cookie("", Duration.ZERO));
    }

    /** Logs a volunteer out everywhere. */
    public void leaveEverywhere(long user) {
        sessions.closeAll(Kind.VOLUNTEER, user);
    }

    private Reply answer(String address, PageRequest request, MemberPage page) throws Exception {
        Optional<Member> member = member(request);
        return member.isPresent() ? page.answer(request, member.get()) : logIn(address, request);
    }

    private static Reply logIn(String address, PageRequest request) {
        StringBuilder next = new StringBuilder(address);
        request.parameters()
                .forEach((name, value) -> next.append(next.indexOf("?") < 0 ? '?' : '&')
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value)));
        return Reply.seeOther("login_form.php?next=" + encoded(next.toString()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String token(PageRequest request) {
        return request.cookies().getOrDefault(SessionCookie.VOLUNTEER, "");
    }

    private String cookie(String token, Duration lasts) {
        return SessionCookie.of(SessionCookie.VOLUNTEER, token, context.base(), context.secure(), lasts);
    }
}
