package org.muster.web.community;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.common.store.Database;

/** Reads the first of a leaderboard. Those without credit and deleted accounts are not on it. Thread-safe. */
final class LeaderQuery {
    private final Database work;

    LeaderQuery(Database work) {
        this.work = work;
    }

    /** The first so many. The inner query walks along the index and looks at no other row. */
    List<Leader> first(Board board, int most) {
        return work.read(
                handle -> handle.createQuery(sql(board).formatted(board.order(), board.order(), most, board.order()))
                        .map((row, context) -> leader(board, row))
                        .list());
    }

    private static String sql(Board board) {
        return switch (board) {
            case USERS_RECENT, USERS_TOTAL -> """
                select u.id, u.name, t.name more, u.total_credit, u.expavg_credit, u.expavg_time
                from (
                    select id, name, teamid, total_credit, expavg_credit, expavg_time
                    from user
                    where %s > 0 and authenticator not like 'deleted\\_%%'
                    order by %s desc
                    limit %d) u
                  left join team t on t.id = u.teamid
                order by u.%s desc, u.id
                """;
            case HOSTS_RECENT, HOSTS_TOTAL -> """
                select h.id, coalesce(u.name, '') name, concat_ws(', ', nullif(h.p_model, ''), nullif(h.os_name, '')) more,
                  h.total_credit, h.expavg_credit, h.expavg_time, coalesce(u.show_hosts, 0) shown
                from (
                    select id, userid, p_model, os_name, total_credit, expavg_credit, expavg_time
                    from host
                    where %s > 0
                    order by %s desc
                    limit %d) h
                  left join user u on u.id = h.userid
                order by h.%s desc, h.id
                """;
            case TEAMS_RECENT, TEAMS_TOTAL -> """
                select t.id, t.name, t.nusers more, t.total_credit, t.expavg_credit, t.expavg_time
                from (
                    select id, name, nusers, total_credit, expavg_credit, expavg_time
                    from team
                    where %s > 0
                    order by %s desc
                    limit %d) t
                order by t.%s desc, t.id
                """;
        };
    }

    private static Leader leader(Board board, ResultSet row) throws SQLException {
        String more = row.getString("more") == null ? "" : row.getString("more");
        return switch (board) {
            case USERS_RECENT, USERS_TOTAL ->
                line(row, "show_user.php?userid=" + row.getLong("id"), row.getString("name"), more);
            case HOSTS_RECENT, HOSTS_TOTAL ->
                line(
                        row,
                        "",
                        "Computer " + row.getLong("id")
                                + (row.getInt("shown") == 0 ? "" : " of " + row.getString("name")),
                        more);
            case TEAMS_RECENT, TEAMS_TOTAL ->
                line(
                        row,
                        "team_display.php?teamid=" + row.getLong("id"),
                        row.getString("name"),
                        row.getLong("more") == 1 ? "1 member" : row.getLong("more") + " members");
        };
    }

    private static Leader line(ResultSet row, String address, String name, String more) throws SQLException {
        return new Leader(
                address,
                name,
                more,
                row.getDouble("total_credit"),
                row.getDouble("expavg_credit"),
                row.getDouble("expavg_time"));
    }
}
