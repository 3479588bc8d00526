package org.muster.common.config;

/**
 * Which task goes to which computer, as far as a project may choose. Everything is off unless it is set.
 *
 * @param maxJobsInProgress how many results one computer may hold at once
 * @param reliable retries, and the computers that they are kept for
 * @param gpuMultiplier how many processors a graphics processor counts for in limits of a reply and of a day, default 1
 * @param hrClassStatic true when a workunit keeps the class of computers that it was made for, even if all of them fail
 */
public record WorkRulesConfig(
        InProgressConfig maxJobsInProgress, ReliableConfig reliable, int gpuMultiplier, boolean hrClassStatic) {

    /** Everything at its default. */
    public static final WorkRulesConfig DEFAULT = new WorkRulesConfig(null, null, 0, false);

    public WorkRulesConfig {
        maxJobsInProgress = maxJobsInProgress == null ? InProgressConfig.NONE : maxJobsInProgress;
        reliable = reliable == null ? ReliableConfig.NONE : reliable;
        gpuMultiplier = Setting.orDefault(gpuMultiplier, 1);
        Setting.atLeast("scheduler.rules.gpuMultiplier", gpuMultiplier, 1);
    }
}
