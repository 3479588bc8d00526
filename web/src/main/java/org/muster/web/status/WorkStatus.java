package org.muster.web.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.web.counts.Since;

/**
 * What changes from second to second, read in one go.
 *
 * @param queues nothing until they have been counted for the first time
 * @param population nothing until it has been counted for the first time
 * @param incidents what happened to the processes of daemons, the newest first
 * @param totals what is counted besides, by name
 * @param writtenDown since when something is wrong, as the collector last saw it
 */
record WorkStatus(
        List<Heartbeat> heartbeats,
        Optional<Queues> queues,
        List<AppQueue> apps,
        BlockedRows blocked,
        Optional<Population> population,
        List<RecordingProgress> recordings,
        List<Incident> incidents,
        Map<String, Double> totals,
        List<Since> writtenDown) {}
