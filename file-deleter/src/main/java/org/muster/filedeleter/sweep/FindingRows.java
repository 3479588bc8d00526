package org.muster.filedeleter.sweep;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;

/** Reads and writes {@code sweep_finding}. */
public final class FindingRows {

    private static final List<String> COLUMNS =
            List.of("area", "directory", "verdict", "age_days", "files", "bytes", "removed", "swept_at");

    /**
     * A line of the report over an area.
     *
     * @param area which
     * @param verdict in words
     * @param ageDays the files are at least so old and less than twice as old
     * @param count how many
     */
    public record Line(String area, String verdict, int ageDays, Findings.Count count) {}

    private FindingRows() {}

    /** Writes what was found in a directory in place of what was found there before. */
    static void replace(Handle handle, String area, String directory, Findings findings, long now) {
        handle.createUpdate("delete from sweep_finding where area = :area and directory = :directory")
                .bind("area", area)
                .bind("directory", directory)
                .execute();
        List<List<Object>> rows = findings.counts().entrySet().stream()
                .map(entry -> List.<Object>of(
                        area,
                        directory,
                        entry.getKey().verdict().words(),
                        entry.getKey().ageDays(),
                        entry.getValue().files(),
                        entry.getValue().bytes(),
                        entry.getValue().removed(),
                        now))
                .toList();
        ManyRows.insert(handle, "sweep_finding", COLUMNS, rows);
    }

    /** Forgets directories of an area that this round of a walk did not meet. */
    static void forgetOthers(Handle handle, String area, String walk) {
        handle.createUpdate("""
                        delete from sweep_finding where area = :area
                          and swept_at < (select began_at from file_walk where walk = :walk)
                        """).bind("area", area).bind("walk", walk).execute();
    }

    /** What the last walk through each area found, all directories together. */
    public static List<Line> report(Handle handle) {
        return handle.createQuery("""
                        select area, verdict, age_days, sum(files) as files, sum(bytes) as bytes, sum(removed) as removed
                        from sweep_finding group by area, verdict, age_days order by area, verdict, age_days
                        """)
                .map((row, context) -> new Line(
                        row.getString("area"),
                        row.getString("verdict"),
                        row.getInt("age_days"),
                        new Findings.Count(row.getLong("files"), row.getLong("bytes"), row.getLong("removed"))))
                .list();
    }
}
