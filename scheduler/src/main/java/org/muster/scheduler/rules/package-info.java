/**
 * The rules by which a task is given to a computer or not: one class each, pure, with a reason code for the log and
 * plain words for the volunteer. {@link org.muster.scheduler.rules.WorkRule}s look at the task and the computer;
 * {@link org.muster.scheduler.rules.CommitRule}s look at the workunit's rows while they are locked.
 */
package org.muster.scheduler.rules;
