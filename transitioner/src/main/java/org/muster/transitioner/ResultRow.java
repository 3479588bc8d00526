package org.muster.transitioner;

import org.muster.common.credit.HostAppVersion;

/**
 * A row of {@code result}.
 *
 * @param workunitId its workunit
 * @param state what the decision depends on
 * @param host the host and version that it was sent to; of host 0 before it is sent
 */
record ResultRow(long workunitId, ResultState state, HostAppVersion.Key host) {}
