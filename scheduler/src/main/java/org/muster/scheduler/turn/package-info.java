/**
 * One turn at the database: the way of several requests through one transaction.
 * {@link org.muster.scheduler.turn.SchedulerTransaction} shows the steps, each of which reads by set, decides purely and
 * writes by set.
 */
package org.muster.scheduler.turn;
