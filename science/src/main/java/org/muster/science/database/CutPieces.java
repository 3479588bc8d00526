package org.muster.science.database;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.muster.common.store.Database;
import org.muster.science.piece.PieceHeader;

/** Workunit groups and workunits of the science database. Inserting what is there already changes nothing. Thread-safe. */
public final class CutPieces {
    private final Database science;

    public CutPieces(Database science) {
        this.science = science;
    }

    /**
     * Records pieces of one recording, in one transaction.
     *
     * @param now Unix seconds
     * @throws IllegalStateException when a workunit of the same name with another input file is there
     */
    public void insert(long recordingId, List<CutPiece> pieces, long now) {
        if (pieces.isEmpty()) {
            return;
        }
        science.write(handle -> {
            insertGroups(handle, recordingId, pieces);
            insertWorkunits(handle, groupIds(handle, recordingId, pieces), pieces, now);
            requireSameInput(handle, pieces);
        });
    }

    /** Marks the workunits of all pieces before {@code nextPiece} as known to the work database. */
    public void markIssued(long recordingId, int nextPiece, long now) {
        science.write(handle -> handle.createUpdate("""
                        update workunit join workunit_group on workunit_group.id = workunit.workunit_group_id
                        set workunit.state = 'ISSUED', workunit.changed_at = :now
                        where workunit_group.recording_id = :recording and workunit.state = 'CUT'
                          and workunit.piece < :next
                        """)
                .bind("recording", recordingId)
                .bind("next", nextPiece)
                .bind("now", now)
                .execute());
    }

    /** How many workunits a recording has. */
    public int count(long recordingId) {
        return science.read(handle -> handle.createQuery("""
                        select count(*) from workunit
                        join workunit_group on workunit_group.id = workunit.workunit_group_id
                        where workunit_group.recording_id = :recording
                        """)
                .bind("recording", recordingId)
                .mapTo(Integer.class)
                .one());
    }

    private static void insertGroups(Handle handle, long recordingId, List<CutPiece> pieces) {
        Map<Integer, PieceHeader> bySubBand = new TreeMap<>();
        pieces.forEach(piece -> bySubBand.put(piece.header().subBand(), piece.header()));
        PreparedBatch batch = handle.prepareBatch("""
                insert into workunit_group (recording_id, sub_band, centre_frequency_hz, sample_rate_hz)
                values (:recording, :subBand, :centre, :rate)
                on duplicate key update id = id
                """);
        bySubBand.forEach((subBand, header) -> batch.bind("recording", recordingId)
                .bind("subBand", subBand)
                .bind("centre", header.centreFrequency())
                .bind("rate", header.sampleRate())
                .add());
        batch.execute();
    }

    private static Map<Integer, Long> groupIds(Handle handle, long recordingId, List<CutPiece> pieces) {
        return handle
                .createQuery("""
                        select sub_band, id from workunit_group
                        where recording_id = :recording and sub_band in (<subBands>)
                        """)
                .bind("recording", recordingId)
                .bindList(
                        "subBands",
                        pieces.stream()
                                .map(piece -> piece.header().subBand())
                                .distinct()
                                .toList())
                .map((row, context) -> Map.entry(row.getInt("sub_band"), row.getLong("id")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void insertWorkunits(Handle handle, Map<Integer, Long> groupIds, List<CutPiece> pieces, long now) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into workunit (name, workunit_group_id, segment, piece, start_sample, start_time, polarizations,
                  sample_count, drift_rates, transform_lengths, threshold, input_md5, input_bytes, changed_at)
                values (:name, :group, :segment, :piece, :startSample, :startTime, :polarizations,
                  :sampleCount, :driftRates, :transformLengths, :threshold, :md5, :bytes, :now)
                on duplicate key update id = id
                """);
        for (CutPiece piece : pieces) {
            PieceHeader header = piece.header();
            batch.bind("name", header.workunitName())
                    .bind("group", groupIds.get(header.subBand()))
                    .bind("segment", header.segment())
                    .bind("piece", piece.number())
                    .bind("startSample", header.startSample())
                    .bind("startTime", header.startTime())
                    .bind("polarizations", header.polarizations())
                    .bind("sampleCount", header.sampleCount())
                    .bind("driftRates", list(header.search().driftRates()))
                    .bind("transformLengths", list(header.search().transformLengths()))
                    .bind("threshold", header.search().threshold())
                    .bind("md5", piece.file().md5())
                    .bind("bytes", piece.file().size())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    private static void requireSameInput(Handle handle, List<CutPiece> pieces) {
        Map<String, String> stored = handle
                .createQuery("select name, input_md5 from workunit where name in (<names>)")
                .bindList(
                        "names",
                        pieces.stream()
                                .map(piece -> piece.header().workunitName())
                                .toList())
                .map((row, context) -> Map.entry(row.getString("name"), row.getString("input_md5")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> different = new ArrayList<>();
        for (CutPiece piece : pieces) {
            String name = piece.header().workunitName();
            if (!piece.file().md5().equals(stored.get(name))) {
                different.add(name);
            }
        }
        if (!different.isEmpty()) {
            throw new IllegalStateException("the science database already has workunits of the names "
                    + String.join(", ", different) + " with other input files; was the recording replaced?");
        }
    }

    private static String list(List<? extends Number> numbers) {
        return numbers.stream().map(Number::toString).collect(joining(" "));
    }
}
