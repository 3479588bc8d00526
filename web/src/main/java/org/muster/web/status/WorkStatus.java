package org.muster.web.status;

import java.util.List;

/** What changes from second to second, read in one go. */
record WorkStatus(List<Heartbeat> heartbeats, Queues queues, List<AppQueue> apps, BlockedRows blocked) {}
