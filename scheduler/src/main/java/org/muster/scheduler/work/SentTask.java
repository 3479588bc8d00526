package org.muster.scheduler.work;

import org.muster.scheduler.version.FittedVersion;

/**
 * A task that goes out with a reply.
 *
 * @param job the task
 * @param version the application version that runs it, on this computer
 * @param deadline what the client is told, Unix seconds
 */
public record SentTask(Job job, FittedVersion version, long deadline) {}
