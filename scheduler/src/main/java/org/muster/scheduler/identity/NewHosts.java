package org.muster.scheduler.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;

/** Makes the rows of computers that are new. */
final class NewHosts {

    private NewHosts() {}

    /**
     * Makes a row for each account, which must be locked.
     *
     * @return the rows by account
     */
    static Map<Long, HostRow> create(Handle handle, Map<Long, Presenter> byAccount, long now) {
        SortedMap<Long, HostRows.NewHost> hosts = Presenter.byAccount(
                List.copyOf(byAccount.values()),
                presenter ->
                        new HostRows.NewHost(presenter.account().preferences().venue(), presenter.facts()));
        Map<Long, HostRow> rows = new HashMap<>();
        HostRows.insert(handle, hosts, now).forEach((account, id) -> {
            HostRows.NewHost host = hosts.get(account);
            HostRow.Standing standing = new HostRow.Standing(0, 0, host.venue(), now);
            rows.put(account, new HostRow(id, account, 0, now, 0, 0, false, standing, host.facts()));
        });
        return rows;
    }
}
