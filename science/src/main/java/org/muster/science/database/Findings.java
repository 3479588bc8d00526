package org.muster.science.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

/** Reads what was found. Thread-safe. */
public final class Findings {
    private final Database science;

    public Findings(Database science) {
        this.science = science;
    }

    /** The canonical results of a recording, all in memory at once, in the order of sub-bands and segments. */
    public List<SpikeList> of(String recordingName) {
        return science.read(handle -> {
            Map<Long, List<Spike>> spikes = spikes(handle, recordingName);
            return handle.createQuery("""
                            select result.id as result_id, recording.name as recording_name, workunit_group.sub_band,
                              workunit_group.centre_frequency_hz, workunit_group.sample_rate_hz,
                              workunit.name as workunit_name, workunit.segment, workunit.start_sample,
                              workunit.start_time, workunit.polarizations, workunit.sample_count,
                              workunit.drift_rates, workunit.transform_lengths, workunit.threshold,
                              result.spikes_cut, result.best_power as power, result.best_frequency_hz as frequency_hz,
                              result.best_drift_rate as drift_rate, result.best_transform_length as transform_length,
                              result.best_time as time, result.best_polarization as polarization, result.best_bin as bin
                            from result
                            join workunit on workunit.id = result.workunit_id
                            join workunit_group on workunit_group.id = workunit.workunit_group_id
                            join recording on recording.id = workunit_group.recording_id
                            where recording.name = :recording
                            order by workunit_group.sub_band, workunit.segment
                            """)
                    .bind("recording", recordingName)
                    .map((row, context) -> new SpikeList(
                            header(row),
                            spike(row),
                            spikes.getOrDefault(row.getLong("result_id"), List.of()),
                            row.getBoolean("spikes_cut")))
                    .list();
        });
    }

    /** How many workunits of a recording are in each state; states without any are left out. */
    public Map<WorkunitState, Integer> workunits(String recordingName) {
        return science.read(handle -> handle
                .createQuery("""
                        select workunit.state, count(*) as workunits from workunit
                        join workunit_group on workunit_group.id = workunit.workunit_group_id
                        join recording on recording.id = workunit_group.recording_id
                        where recording.name = :recording
                        group by workunit.state
                        """)
                .bind("recording", recordingName)
                .map((row, context) ->
                        Map.entry(WorkunitState.valueOf(row.getString("state")), row.getInt("workunits")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map<Long, List<Spike>> spikes(Handle handle, String recordingName) {
        return handle
                .createQuery("""
                        select spike.result_id, spike.power, spike.frequency_hz, spike.drift_rate,
                          spike.transform_length, spike.time, spike.polarization, spike.bin
                        from spike
                        join result on result.id = spike.result_id
                        join workunit on workunit.id = result.workunit_id
                        join workunit_group on workunit_group.id = workunit.workunit_group_id
                        join recording on recording.id = workunit_group.recording_id
                        where recording.name = :recording
                        order by spike.result_id, spike.number
                        """)
                .bind("recording", recordingName)
                .map((row, context) -> Map.entry(row.getLong("result_id"), spike(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, HashMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static PieceHeader header(ResultSet row) throws SQLException {
        return new PieceHeader(
                row.getString("workunit_name"),
                row.getString("recording_name"),
                row.getInt("sub_band"),
                row.getInt("segment"),
                row.getDouble("centre_frequency_hz"),
                row.getDouble("sample_rate_hz"),
                row.getLong("start_sample"),
                row.getDouble("start_time"),
                row.getInt("polarizations"),
                row.getInt("sample_count"),
                new SearchParameters(
                        Arrays.stream(row.getString("drift_rates").split(" "))
                                .map(Double::valueOf)
                                .toList(),
                        Arrays.stream(row.getString("transform_lengths").split(" "))
                                .map(Integer::valueOf)
                                .toList(),
                        row.getDouble("threshold")));
    }

    private static Spike spike(ResultSet row) throws SQLException {
        return new Spike(
                row.getDouble("power"),
                row.getDouble("frequency_hz"),
                row.getDouble("drift_rate"),
                row.getInt("transform_length"),
                row.getDouble("time"),
                row.getInt("polarization"),
                row.getInt("bin"));
    }
}
