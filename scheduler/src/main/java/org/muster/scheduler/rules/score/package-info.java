/**
 * Which of the tasks that a computer may have it should have first: points, one class for each consideration, added up
 * by {@link org.muster.scheduler.rules.score.Score}. The module's README has them as a table. Source: the job scores of
 * the BOINC scheduler.
 */
package org.muster.scheduler.rules.score;
