/**
 * The scheduler: answers the one request by which a client joins, reports finished tasks and asks for new ones.
 * {@link org.muster.scheduler.Main} puts the parts together; {@link org.muster.scheduler.turn.SchedulerTransaction} is the
 * way of one request through the database.
 */
package org.muster.scheduler;
