package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.work.Job;

/**
 * What might be given: a task, standing for all that are alike.
 *
 * @param job the task
 * @param application how its application's work is spread
 * @param passedOver whether computers were refused it since one of its kind was last given out
 * @param filesHeld how many of its input files the claimant has
 */
public record Candidate(Job job, ApplicationPolicy application, boolean passedOver, int filesHeld) {}
