package org.muster.scheduler.request;

/**
 * A message that an application sends while it runs (a trickle up).
 *
 * @param variety what kind, chosen by the application
 * @param xml the message as sent, without its variety
 */
public record MessageFromHost(String variety, String xml) {}
