package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.web.account.AccountAnswer.Opened;
import org.muster.web.account.AccountDecisions.Claim;
import org.muster.web.account.AccountDecisions.Proof;

/** The decision table of the module's README, row by row. */
final class AccountDecisionsTest {
    private static final Account ACCOUNT = new Account(7, "me@b.c", "00112233445566778899aabbccddeeff", "stored");

    @Test
    void a_look_up_opens_an_account_only_to_its_password() {
        assertThat(AccountDecisions.lookup(Optional.empty()))
                .isEqualTo(AccountAnswer.refusedSlowly(AccountError.NOT_FOUND));
        assertThat(AccountDecisions.lookup(claim(Proof.NONE))).isEqualTo(new AccountAnswer.Exists());
        assertThat(AccountDecisions.lookup(claim(Proof.RIGHT))).isEqualTo(new Opened(ACCOUNT.authenticator()));
        assertThat(AccountDecisions.lookup(claim(Proof.WRONG)))
                .isEqualTo(AccountAnswer.refusedSlowly(AccountError.BAD_PASSWORD));
        assertThat(AccountDecisions.lookup(claim(Proof.UNCHECKED)))
                .isEqualTo(AccountAnswer.refused(AccountError.PROJECT_DOWN));
    }

    @Test
    void a_creation_makes_an_account_only_under_a_free_address() {
        assertThat(AccountDecisions.create(false, Optional.empty())).isEmpty();
        assertThat(AccountDecisions.create(true, Optional.empty()))
                .contains(AccountAnswer.refusedSlowly(AccountError.ALREADY_IN_USE));
    }

    @Test
    void a_creation_of_what_exists_opens_it_only_to_its_password() {
        assertThat(AccountDecisions.create(false, claim(Proof.RIGHT))).contains(new Opened(ACCOUNT.authenticator()));
        assertThat(AccountDecisions.create(false, claim(Proof.WRONG)))
                .contains(AccountAnswer.refusedSlowly(AccountError.ALREADY_IN_USE));
        assertThat(AccountDecisions.create(false, claim(Proof.NONE)))
                .contains(AccountAnswer.refusedSlowly(AccountError.ALREADY_IN_USE));
        assertThat(AccountDecisions.create(false, claim(Proof.UNCHECKED)))
                .contains(AccountAnswer.refused(AccountError.PROJECT_DOWN));
    }

    private static Optional<Claim> claim(Proof proof) {
        return Optional.of(new Claim(ACCOUNT, proof));
    }
}
