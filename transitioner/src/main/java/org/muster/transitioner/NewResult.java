package org.muster.transitioner;

import org.muster.common.model.ServerState;

/**
 * A result to be inserted.
 *
 * @param workunit its workunit
 * @param name its name
 * @param server unsent, or inactive where a size regulator decides
 * @param document what the client is told of its output files, upload certificates included
 * @param random for orders that shall not follow the id, 0 and up
 * @param priority of the result
 */
record NewResult(DueWorkunit workunit, String name, ServerState server, byte[] document, int random, int priority) {}
