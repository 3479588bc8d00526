/**
 * Giving out work: what the project has to give (catalogue, job cache and the feeder that fills it), what a computer can
 * take, and the assignment itself.
 */
package org.muster.scheduler.work;
