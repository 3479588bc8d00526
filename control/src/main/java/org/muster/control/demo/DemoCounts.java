package org.muster.control.demo;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How far the workunits of one recording have come. Rows that are gone have been through everything, so the
 * purged ones count at every station.
 *
 * @param total pieces the recording makes, 0 while it is not known
 * @param created workunits made
 * @param sent … of which a result was given to a volunteer
 * @param returned … of which a result came back
 * @param valid … with a canonical result
 * @param assimilated … taken into the science database
 * @param purged … archived, their rows gone
 */
public record DemoCounts(
        long total, long created, long sent, long returned, long valid, long assimilated, long purged) {

    /** True when every piece has been through everything. */
    public boolean done() {
        return total > 0 && purged == total;
    }

    /** Counts the workunits whose names begin with the recording's. */
    public static DemoCounts of(Handle handle, String recording) {
        Map<String, Object> progress = handle.createQuery(
                        "select next_piece, total_pieces from split_progress where recording_name = :recording")
                .bind("recording", recording)
                .mapToMap()
                .findOne()
                .orElse(Map.of("next_piece", 0, "total_pieces", 0));
        long created = ((Number) progress.get("next_piece")).longValue();
        long total = ((Number) progress.get("total_pieces")).longValue();
        return handle.createQuery("""
                        select count(*) present,
                          coalesce(sum(exists (select 1 from result r where r.workunitid = w.id and r.sent_time > 0)), 0) sent,
                          coalesce(sum(exists (select 1 from result r where r.workunitid = w.id and r.received_time > 0)), 0) returned,
                          coalesce(sum(w.canonical_resultid > 0), 0) valid,
                          coalesce(sum(w.assimilate_state = 2), 0) assimilated
                        from workunit w where w.name like :names
                        """)
                .bind("names", recording.replace("_", "\\_") + ".%")
                .map((row, context) -> {
                    long purged = Math.max(0, created - row.getLong("present"));
                    return new DemoCounts(
                            total,
                            created,
                            purged + row.getLong("sent"),
                            purged + row.getLong("returned"),
                            purged + row.getLong("valid"),
                            purged + row.getLong("assimilated"),
                            purged);
                })
                .one();
    }
}
