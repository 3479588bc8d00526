package org.muster.web.news;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;

/** The table {@code news}. What changes it works within a transaction and says how many rows it changed. Thread-safe. */
public final class NewsRows {
    private final Database work;

    public NewsRows(Database work) {
        this.work = work;
    }

    /** The newest pieces. */
    public List<Article> newest(int most) {
        return work.read(handle -> handle.createQuery("""
                        select id, title, body, published_at
                        from news
                        order by published_at desc, id desc
                        limit :most
                        """)
                .bind("most", most)
                .map((row, context) -> new Article(
                        row.getLong("id"),
                        row.getString("title"),
                        row.getString("body"),
                        Instant.ofEpochSecond(row.getLong("published_at"))))
                .list());
    }

    /** One piece. */
    public Optional<Article> byId(long id) {
        return work.read(handle -> handle.createQuery("select id, title, body, published_at from news where id = :id")
                .bind("id", id)
                .map((row, context) -> new Article(
                        row.getLong("id"),
                        row.getString("title"),
                        row.getString("body"),
                        Instant.ofEpochSecond(row.getLong("published_at"))))
                .findOne());
    }

    /** Publishes a piece. */
    public static int publish(Handle handle, String title, String body, long now) {
        return handle.createUpdate("insert into news (title, body, published_at) values (:title, :body, :now)")
                .bind("title", title)
                .bind("body", body)
                .bind("now", now)
                .execute();
    }

    /** Changes a piece without publishing it anew: clients that have shown it do not show it again. */
    public static int change(Handle handle, long id, String title, String body) {
        return handle.createUpdate("update news set title = :title, body = :body where id = :id")
                .bind("title", title)
                .bind("body", body)
                .bind("id", id)
                .execute();
    }

    /** Takes a piece back. */
    public static int remove(Handle handle, long id) {
        return handle.execute("delete from news where id = ?", id);
    }
}
