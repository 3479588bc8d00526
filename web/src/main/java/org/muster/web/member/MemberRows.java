package org.muster.web.member;

import java.util.Optional;
import org.muster.common.store.Database;

/** Reads volunteers from table {@code user}. Thread-safe. */
public final class MemberRows {
    private final Database work;

    public MemberRows(Database work) {
        this.work = work;
    }

    /** A volunteer; nothing when there is none with this id. */
    public Optional<Member> byId(long id) {
        return work.read(handle -> handle.createQuery("""
                        select id, name, country, url, teamid, venue, create_time, total_credit, expavg_credit,
                          expavg_time, show_hosts, email_addr, authenticator, passwd_hash
                        from user
                        where id = :id
                        """)
                .bind("id", id)
                .map((row, context) -> new Member(
                        row.getLong("id"),
                        new Member.Profile(
                                text(row.getString("name")),
                                text(row.getString("country")),
                                text(row.getString("url")),
                                row.getLong("teamid"),
                                text(row.getString("venue")),
                                row.getLong("create_time"),
                                row.getDouble("total_credit"),
                                row.getDouble("expavg_credit"),
                                row.getDouble("expavg_time"),
                                row.getInt("show_hosts") != 0),
                        new Member.Keys(
                                row.getString("email_addr"),
                                text(row.getString("authenticator")),
                                text(row.getString("passwd_hash")))))
                .findOne());
    }

    private static String text(String column) {
        return column == null ? "" : column;
    }
}
