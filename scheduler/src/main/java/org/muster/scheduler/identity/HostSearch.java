package org.muster.scheduler.identity;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.request.HostFacts;

/** Looks for the rows of computers that did not show an id that helps, one of each account at a time. */
final class HostSearch {

    private HostSearch() {}

    /** Each account's newest row with a client's identifier (as stored, that is hashed), by account. */
    static Map<Long, HostRow> byIdentifiers(Handle handle, SortedMap<Long, String> identifiers) {
        List<List<Object>> alternatives = identifiers.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                .toList();
        return newest(handle, "userid = ? and host_cpid = ?", alternatives);
    }

    /** Each account's newest row with the same name, address, system, processor and memory; none may be empty. */
    static Map<Long, HostRow> bySimilarity(Handle handle, SortedMap<Long, HostFacts> facts) {
        List<List<Object>> alternatives = facts.entrySet().stream()
                .filter(entry -> tellsApart(entry.getValue()))
                .map(entry -> looks(entry.getKey(), entry.getValue()))
                .toList();
        return newest(
                handle,
                "userid = ? and domain_name = ? and last_ip_addr = ? and os_name = ? and p_model = ? and m_nbytes = ?",
                alternatives);
    }

    private static boolean tellsApart(HostFacts facts) {
        HostFacts.Name name = facts.name();
        return !name.domainName().isEmpty()
                && !name.address().isEmpty()
                && !name.osName().isEmpty()
                && !facts.processor().model().isEmpty();
    }

    private static List<Object> looks(long account, HostFacts facts) {
        HostFacts.Name name = facts.name();
        return List.of(
                account,
                name.domainName(),
                name.address(),
                name.osName(),
                facts.processor().model(),
                facts.memory().bytes());
    }

    private static Map<Long, HostRow> newest(Handle handle, String condition, List<List<Object>> alternatives) {
        if (alternatives.isEmpty()) {
            return Map.of();
        }
        String any = String.join(" or ", Collections.nCopies(alternatives.size(), "(" + condition + ")"));
        Set<Object> accounts = alternatives.stream().map(List::getFirst).collect(Collectors.toSet());
        List<Long> ids = ManyRows.select(
                handle,
                "select max(id) as newest from host where (" + any + ") and userid in {ids} group by userid",
                accounts,
                row -> row.getLong("newest"),
                alternatives.stream().flatMap(List::stream).toArray());
        Map<Long, HostRow> byAccount = new HashMap<>();
        HostRows.lookup(handle, ids).values().forEach(host -> byAccount.put(host.userId(), host));
        return byAccount;
    }
}
