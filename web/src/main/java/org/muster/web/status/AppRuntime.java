package org.muster.web.status;

/**
 * How long the tasks of an application took lately, over valid results that came in during the last day.
 *
 * @param average hours
 * @param shortest hours
 * @param longest hours
 * @param users how many volunteers they came from
 */
record AppRuntime(double average, double shortest, double longest, long users) {}
