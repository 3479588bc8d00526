package org.muster.scheduler.work;

/**
 * A task that goes out with a reply.
 *
 * @param job the task
 * @param version the application version that runs it
 * @param deadline what the client is told, Unix seconds
 * @param flops floating-point operations per second that we expect
 */
public record SentTask(Job job, ApplicationVersion version, long deadline, double flops) {}
