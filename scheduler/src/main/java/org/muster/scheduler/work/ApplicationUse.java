package org.muster.scheduler.work;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;

/** Keeps the rows that count a computer's experience with an application version. */
public final class ApplicationUse {

    private ApplicationUse() {}

    /**
     * Makes sure that there is a row for each version.
     *
     * @param versions ids of application versions; those below 1, of volunteers' own programs, are left out
     */
    public static void ensure(Handle handle, long host, Collection<Long> versions) {
        List<List<Object>> rows = new TreeSet<>(versions)
                .stream()
                        .filter(version -> version > 0)
                        .map(version -> List.<Object>of(host, version))
                        .toList();
        ManyRows.update(handle, """
                insert into host_app_version (host_id, app_version_id)
                select c.host, c.version from {rows} c
                on duplicate key update consecutive_valid = consecutive_valid
                """, List.of("host", "version"), rows);
    }

    /** A failed task ends the row of valid ones, by which a computer earns trust. */
    public static void failed(Handle handle, long host, Collection<Long> versions) {
        ManyRows.update(
                handle,
                "update host_app_version set consecutive_valid = 0 where host_id = " + host
                        + " and app_version_id in {ids}",
                new TreeSet<>(versions));
    }
}
