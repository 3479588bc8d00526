/**
 * Why a whole request is refused, or gets no work: one table of codes, each with its sentence, what it means for the
 * client, when that comes back, and a counter. Why a single task is not given is said in
 * {@link org.muster.scheduler.rules.Reason}.
 */
package org.muster.scheduler.refusal;
