package org.muster.web.preferences;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;

/** Reads and changes preferences in table {@code user}. Thread-safe. */
final class PreferenceRows {
    private final Database work;

    PreferenceRows(Database work) {
        this.work = work;
    }

    /** A user's preferences. */
    PreferenceDocument read(long user, Subset subset) {
        return work.read(handle -> read(handle, user, subset, ""));
    }

    /** Changes them in one transaction, so that what a client sends meanwhile is not lost halfway. */
    void change(long user, Subset subset, long now, UnaryOperator<PreferenceDocument> change) {
        work.write(handle -> {
            PreferenceDocument changed = change.apply(read(handle, user, subset, " for update"));
            handle.createUpdate("update user set " + subset.column() + " = :text where id = :user")
                    .bind("text", changed.text(now).getBytes(StandardCharsets.UTF_8))
                    .bind("user", user)
                    .execute();
        });
    }

    private static PreferenceDocument read(Handle handle, long user, Subset subset, String lock) {
        String text = handle.createQuery("select " + subset.column() + " from user where id = :user" + lock)
                .bind("user", user)
                .map((row, context) -> Optional.ofNullable(row.getBytes(1)))
                .findOne()
                .flatMap(bytes -> bytes)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return PreferenceDocument.parse(subset, text);
    }
}
