package org.muster.web.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;

/**
 * Checks and makes stored passwords, few at a time: each costs some tenths of a second of a processor on purpose, and
 * requests must not be able to use up all of them. Holds no database connection. Thread-safe.
 */
public final class Passwords {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore processors;

    /** As many checks at once as leave half of the processors to everything else, at least one. */
    public Passwords() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    Passwords(int atOnce) {
        this.processors = new Semaphore(atOnce, true);
    }

    /** True when the hash is the account's password, or the MD5 of its authenticator and e-mail address. */
    Optional<Boolean> opens(Account account, String clientHash) {
        return bounded(() -> Authenticators.same(keyOfManager(account), clientHash)
                || PasswordHashes.matches(account.passwordHash(), clientHash));
    }

    /** True when a password, hashed as clients do, is the one that was stored; nothing when no processor was free in time. */
    public Optional<Boolean> matches(String stored, String clientHash) {
        return bounded(() -> PasswordHashes.matches(stored, clientHash));
    }

    /** The text to store for a client's hash. */
    Optional<String> store(String clientHash) {
        return bounded(() -> PasswordHashes.store(clientHash));
    }

    /** True when the stored text is of the old kind and this is the password in it. */
    static boolean isOldStored(Account account, String clientHash) {
        return PasswordHashes.isLegacy(account.passwordHash())
                && Authenticators.same(account.passwordHash(), clientHash);
    }

    private static String keyOfManager(Account account) {
        return PasswordHashes.ofClient(account.authenticator(), account.email());
    }

    private <T> Optional<T> bounded(Supplier<T> work) {
        try {
            if (!processors.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            processors.release();
        }
    }
}
