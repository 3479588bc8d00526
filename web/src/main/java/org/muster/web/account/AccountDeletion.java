package org.muster.web.account;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;
import org.muster.common.store.Database;
import org.muster.web.http.Secrets;
import org.muster.web.member.Member;

/**
 * Deletes accounts, as BOINC's "obfuscate" does: the rows stay, since credit and results point to them, but nothing in
 * them says whose they were. What statistics sites know the user and the computers by goes to {@code user_deleted} and
 * {@code host_deleted}, so that they can forget them too. Tasks that the computers have go back to others. Thread-safe.
 */
final class AccountDeletion {
    private final Database work;

    AccountDeletion(Database work) {
        this.work = work;
    }

    /** Deletes an account, in one transaction. Doing it twice changes nothing. */
    void delete(Member member, long now) {
        work.write(handle -> {
            int claimed = erase(handle, member, now);
            if (claimed == 1) {
                leaveTeam(handle, member);
                eraseHosts(handle, member.id(), now);
                letTasksGo(handle, member.id(), now);
                handle.execute("delete from consent where userid = ?", member.id());
                handle.execute("delete from password_reset where user_id = ?", member.id());
                handle.execute("delete from web_session where kind = 'volunteer' and user_id = ?", member.id());
            }
        });
    }

    private static int erase(Handle handle, Member member, long now) {
        String crossProject = handle.createQuery("select cross_project_id from user where id = :id for update")
                .bind("id", member.id())
                .mapTo(String.class)
                .one();
        String nobody = "deleted_" + now + "_" + Secrets.create().substring(0, 32);
        int claimed = handle.createUpdate("""
                        update user
                        set email_addr = :nobody, authenticator = :nobody, name = 'deleted', country = '',
                          postal_code = '', url = '', signature = '', global_prefs = null, project_prefs = null,
                          teamid = 0, venue = '', send_email = 0, show_hosts = 0, has_profile = 0,
                          cross_project_id = :fresh, passwd_hash = '', login_token = '', previous_email_addr = '',
                          email_addr_change_time = 0
                        where id = :id and authenticator = :authenticator
                        """)
                .bind("nobody", nobody)
                .bind("fresh", Authenticators.create())
                .bind("id", member.id())
                .bind("authenticator", member.keys().authenticator())
                .execute();
        if (claimed == 1) {
            handle.createUpdate("""
                            insert into user_deleted (userid, public_cross_project_id, create_time)
                            values (:id, :cpid, :now)
                            on duplicate key update create_time = :now
                            """)
                    .bind("id", member.id())
                    .bind(
                            "cpid",
                            PasswordHashes.ofClient(crossProject, member.keys().email()))
                    .bind("now", now)
                    .execute();
        }
        return claimed;
    }

    private static void leaveTeam(Handle handle, Member member) {
        handle.createUpdate("update team set nusers = greatest(nusers - 1, 0) where id = :team")
                .bind("team", member.profile().teamId())
                .execute();
        handle.execute("update team set userid = 0 where userid = ?", member.id());
    }

    private static void eraseHosts(Handle handle, long user, long now) {
        handle.createUpdate("""
                        insert into host_deleted (hostid, public_cross_project_id, create_time)
                        select id, host_cpid, :now from host where userid = :user and host_cpid <> ''
                        on duplicate key update create_time = :now
                        """).bind("now", now).bind("user", user).execute();
        handle.createUpdate("""
                        update host
                        set domain_name = 'deleted', last_ip_addr = '', external_ip_addr = '', host_cpid = '', venue = ''
                        where userid = :user
                        """).bind("user", user).execute();
    }

    private static void letTasksGo(Handle handle, long user, long now) {
        List<Long> workunits = handle.createQuery("""
                        select r.workunitid
                        from host h join result r on r.hostid = h.id
                        where h.userid = :user and r.server_state = :inProgress
                        """)
                .bind("user", user)
                .bind("inProgress", ServerState.IN_PROGRESS.code())
                .mapTo(Long.class)
                .list();
        if (workunits.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update host h join result r on r.hostid = h.id
                        set r.server_state = :over, r.outcome = :detached, r.received_time = :now
                        where h.userid = :user and r.server_state = :inProgress
                        """)
                .bind("over", ServerState.OVER.code())
                .bind("detached", Outcome.CLIENT_DETACHED.code())
                .bind("now", now)
                .bind("user", user)
                .bind("inProgress", ServerState.IN_PROGRESS.code())
                .execute();
        handle.createUpdate("update workunit set transition_time = least(transition_time, :now) where id in (<ids>)")
                .bind("now", now)
                .bindList("ids", workunits)
                .execute();
    }
}
