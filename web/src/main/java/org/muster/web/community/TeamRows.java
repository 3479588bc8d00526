package org.muster.web.community;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.muster.common.store.Database;

/** Reads and changes teams; joining, leaving and the number of members change together. Thread-safe. */
final class TeamRows {
    private static final int DUPLICATE_ENTRY = 1062;
    private static final String COLUMNS = """
            id, name, url, description, country, userid, nusers, joinable, total_credit, expavg_credit, expavg_time
            """;

    private final Database work;

    TeamRows(Database work) {
        this.work = work;
    }

    /** A volunteer in a team. */
    record Mate(long id, String name, double total) {}

    /** One team. */
    Optional<Team> byId(long id) {
        return work.read(handle -> handle.createQuery("select " + COLUMNS + " from team where id = :id")
                .bind("id", id)
                .map((row, context) -> team(row))
                .findOne());
    }

    /** Teams whose names begin with a text, by name. */
    List<Team> startingWith(String text, int most) {
        return work.read(handle -> handle.createQuery("select " + COLUMNS + """
                        from team
                        where name like :start
                        order by name
                        limit :most
                        """)
                .bind("start", text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .bind("most", most)
                .map((row, context) -> team(row))
                .list());
    }

    /** Members with the most credit. */
    List<Mate> members(long team, int most) {
        return work.read(handle -> handle.createQuery("""
                        select id, name, total_credit from user where teamid = :team order by total_credit desc, id limit :most
                        """)
                .bind("team", team)
                .bind("most", most)
                .map((row, context) ->
                        new Mate(row.getLong("id"), row.getString("name"), row.getDouble("total_credit")))
                .list());
    }

    /** Makes a team with one member, its founder; nothing when the name is taken. */
    OptionalLong create(long founder, TeamChange change, long now) {
        try {
            return work.transact(handle -> {
                long id = handle.createUpdate("""
                                insert into team (create_time, userid, name, name_lc, url, description, country, type,
                                  nusers, joinable, expavg_time)
                                values (:now, :founder, :name, :lower, :url, :description, :country, 1, 0, :joinable, :now)
                                """)
                        .bind("now", now)
                        .bind("founder", founder)
                        .bind("name", change.name())
                        .bind("lower", change.name().toLowerCase(Locale.ROOT))
                        .bind("url", change.url())
                        .bind("description", change.description())
                        .bind("country", change.country())
                        .bind("joinable", change.joinable() ? 1 : 0)
                        .executeAndReturnGeneratedKeys()
                        .mapTo(Long.class)
                        .one();
                move(handle, founder, id);
                return OptionalLong.of(id);
            });
        } catch (JdbiException e) {
            if (isDuplicate(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /** Changes a team; false when the volunteer does not lead it or the name is taken. */
    boolean change(long team, long founder, TeamChange change) {
        try {
            return work.transact(handle -> handle.createUpdate("""
                                    update team
                                    set name = :name, name_lc = :lower, url = :url, description = :description,
                                      country = :country, joinable = :joinable
                                    where id = :team and userid = :founder
                                    """)
                            .bind("name", change.name())
                            .bind("lower", change.name().toLowerCase(Locale.ROOT))
                            .bind("url", change.url())
                            .bind("description", change.description())
                            .bind("country", change.country())
                            .bind("joinable", change.joinable() ? 1 : 0)
                            .bind("team", team)
                            .bind("founder", founder)
                            .execute()
                    == 1);
        } catch (JdbiException e) {
            if (isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Joins a team that takes members; false when it does not. Whoever was in another one leaves it. */
    boolean join(long user, long team) {
        return work.transact(handle -> {
            boolean open = handle.createQuery("select count(*) from team where id = :team and joinable = 1 for update")
                            .bind("team", team)
                            .mapTo(Long.class)
                            .one()
                    > 0;
            if (open) {
                move(handle, user, team);
            }
            return open;
        });
    }

    /** Leaves whatever team the volunteer is in. */
    void leave(long user) {
        work.write(handle -> move(handle, user, 0));
    }

    private static void move(Handle handle, long user, long team) {
        long before = handle.createQuery("select teamid from user where id = :user for update")
                .bind("user", user)
                .mapTo(Long.class)
                .one();
        if (before == team) {
            return;
        }
        handle.execute("update user set teamid = ? where id = ?", team, user);
        handle.execute("update team set nusers = greatest(nusers - 1, 0) where id = ?", before);
        handle.execute("update team set nusers = nusers + 1 where id = ?", team);
    }

    private static boolean isDuplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_ENTRY) {
                return true;
            }
        }
        return false;
    }

    private static Team team(ResultSet row) throws SQLException {
        return new Team(
                row.getLong("id"),
                row.getString("name"),
                text(row.getString("url")),
                text(row.getString("description")),
                text(row.getString("country")),
                row.getLong("userid"),
                row.getInt("nusers"),
                row.getInt("joinable") != 0,
                new Team.Credit(
                        row.getDouble("total_credit"), row.getDouble("expavg_credit"), row.getDouble("expavg_time")));
    }

    private static String text(String column) {
        return column == null ? "" : column;
    }
}
