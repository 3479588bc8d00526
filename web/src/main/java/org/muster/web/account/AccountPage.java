package org.muster.web.account;

import java.util.Optional;
import org.muster.web.account.AccountDecisions.Proof;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.limit.Attempts;
import org.muster.web.member.Member;
import org.muster.web.member.MemberForm;
import org.muster.web.member.MemberGate;
import org.muster.web.page.PageContext;

/**
 * {@code account.php}: name, e-mail address, password, privacy, and the end of the account. What could be used to take an
 * account away asks for the password again.
 */
public final class AccountPage implements MemberForm {
    private static final String TITLE = "Account";

    private final PageContext context;
    private final AccountDesk desk;
    private final MemberGate gate;
    private final Attempts attempts;
    private final ConsentRows consents;
    private final AccountDeletion deletion;

    public AccountPage(PageContext context, AccountDesk desk, MemberGate gate, Attempts attempts) {
        this.context = context;
        this.desk = desk;
        this.gate = gate;
        this.attempts = attempts;
        this.consents = new ConsentRows(context.work());
        this.deletion = new AccountDeletion(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        String done = request.flag("done") ? "Your changes were saved." : "";
        return context.privatePage(TITLE, forms(request, member).page(done, ""));
    }

    @Override
    public Reply submit(PageRequest request, Member member) {
        return switch (request.field("what")) {
            case "profile" -> profile(request, member);
            case "statistics" -> {
                boolean agrees = request.field("statistics").equals("1");
                consents.record(member.id(), ConsentRows.STATISTICS, agrees, "Web", context.now());
                yield saved();
            }
            case "password", "email", "delete" -> withPassword(request, member);
            default -> refused(request, member, "This form is not known.");
        };
    }

    private Reply profile(PageRequest request, Member member) {
        ProfileChange change = ProfileChange.of(request);
        Optional<String> complaint = change.complaint();
        if (complaint.isPresent()) {
            return refused(request, member, complaint.get());
        }
        desk.changeProfile(member, change);
        return saved();
    }

    private Reply withPassword(PageRequest request, Member member) {
        String account = AccountRules.canonicalEmail(member.keys().email());
        if (attempts.password(request.sender(), account).isPresent()) {
            return refused(request, member, "Too many wrong passwords. Please wait some minutes.");
        }
        String password = request.typed("passwd");
        if (desk.prove(member, password) != Proof.RIGHT) {
            return refused(request, member, "The password is wrong. Nothing was changed.");
        }
        attempts.notWrong(request.sender(), account);
        return switch (request.field("what")) {
            case "password" -> password(request, member);
            case "email" -> {
                Optional<String> complaint = desk.changeEmail(member, request.field("email_addr"), password);
                yield complaint.isPresent() ? refused(request, member, complaint.get()) : enterAgain(member);
            }
            default -> delete(request, member);
        };
    }

    private Reply password(PageRequest request, Member member) {
        String password = request.typed("new_passwd");
        if (password.length() < SignUpPage.LEAST_PASSWORD || !password.equals(request.typed("new_passwd2"))) {
            return refused(
                    request,
                    member,
                    "The new password must have at least " + SignUpPage.LEAST_PASSWORD
                            + " characters and be the same in both fields.");
        }
        Optional<String> complaint = desk.changePassword(member, password);
        return complaint.isPresent() ? refused(request, member, complaint.get()) : enterAgain(member);
    }

    private Reply delete(PageRequest request, Member member) {
        if (!request.field("sure").equals("1")) {
            return refused(request, member, "Please tick the box if the account is really to be deleted.");
        }
        deletion.delete(member, context.now());
        return gate.leave(request, "create_account_form.php");
    }

    /** Whoever else is logged in with the old password is not any more. */
    private Reply enterAgain(Member member) {
        gate.leaveEverywhere(member.id());
        return gate.enter(member.id(), "account.php?done=1");
    }

    private Reply refused(PageRequest request, Member member, String complaint) {
        return context.refusal(TITLE, forms(request, member).page("", complaint));
    }

    private AccountForms forms(PageRequest request, Member member) {
        Optional<Boolean> statistics = consents.enabled(ConsentRows.STATISTICS)
                ? Optional.of(consents.agreed(member.id(), ConsentRows.STATISTICS))
                : Optional.empty();
        return new AccountForms(request, member, statistics);
    }

    private static Reply saved() {
        return Reply.seeOther("account.php?done=1");
    }
}
