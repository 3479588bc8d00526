package org.muster.web.account;

import org.muster.common.security.Authenticators;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberPage;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code weak_auth.php}: the keys by which computers and feeds prove whose they are. */
public final class KeysPage implements MemberPage {
    private final PageContext context;

    public KeysPage(PageContext context) {
        this.context = context;
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        Member.Keys keys = member.keys();
        String weak = Authenticators.weak(member.id(), keys.authenticator(), keys.passwordHash());
        String notices = Authenticators.noticeKey(member.id(), keys.authenticator(), keys.passwordHash());
        return context.privatePage(
                "Account keys",
                Markup.of(
                        """
                        <h1>Account keys</h1>
                        <section>
                        <h2>Weak key</h2>
                        <p>With it a computer can work for you, but it cannot log in here or change anything. Use it on
                        computers that others can look into. It changes when you change your password.</p>
                        <code class="address">{}</code>
                        <p>On a computer without a screen:</p>
                        <pre>boinccmd --project_attach {} {}</pre>
                        </section>
                        <section>
                        <h2>News feed</h2>
                        <p>The BOINC program reads the project's news at this address of yours:</p>
                        <code class="address">{}notices.php?userid={}&amp;auth={}</code>
                        </section>
                        <section>
                        <h2>Account key</h2>
                        <p>It opens the whole account, like your password. Give it to nobody.</p>
                        <details><summary>Show it</summary><code class="address">{}</code></details>
                        </section>
                        """,
                        weak,
                        context.project().masterUrl(),
                        weak,
                        context.project().masterUrl(),
                        member.id(),
                        notices,
                        keys.authenticator()));
    }
}
