package org.muster.scheduler.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.common.config.InProgressConfig;
import org.muster.common.config.ReliableConfig;
import org.muster.common.credit.Average;
import org.muster.common.credit.DailyQuota;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.model.ServerState;
import org.muster.scheduler.request.ProjectPreferences;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.version.FittedVersion;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Deliverable;
import org.muster.scheduler.work.Destination;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.VersionPin;

/**
 * One case for the rules: a plain task that a plain computer may have, and what makes it special. Mutable; methods return
 * the same object. Computer 1 of account 7 and team 3; workunit 6; application 1.
 */
public final class Cases {

    public static final double MEGABYTE = 1024 * 1024.0;
    public static final HostAppVersion.Key VERSION = new HostAppVersion.Key(1, 9);
    private static final Deliverable NO_DOCUMENT = new Deliverable("", "");

    // the task
    double memory;
    double disk;
    double bandwidth;
    double duration = 10;
    int priority;
    int jobClass;
    long applicationId = 1;
    Optional<Destination> destination = Optional.empty();
    List<String> files = List.of();
    // its application
    HomogeneousClass redundancy = HomogeneousClass.NONE;
    boolean sameVersion;
    int replicas;
    boolean beta;
    boolean nonCpuIntensive;
    boolean locality;
    // its version
    boolean hasVersion = true;
    long versionId = 9;
    ProcessorType type = ProcessorType.CPU;
    double versionMemory;
    Average turnaround = Average.NONE;
    int maxJobsPerDay;
    int jobsToday;
    int consecutiveValid;
    // the computer
    Map<HomogeneousClass, Integer> classes = new EnumMap<>(HomogeneousClass.class);
    ProjectPreferences preferences = ProjectPreferences.DEFAULT;
    double ownBandwidth;
    double queueDelay;
    Set<Long> avoided = new HashSet<>();
    boolean newDay;
    TaskCounts counts = new TaskCounts();
    // the project
    int mostInReply;
    int mostInProgress;
    InProgressConfig jobs = InProgressConfig.NONE;
    int quota;
    ReliableConfig reliable = ReliableConfig.NONE;
    Limits.Processors processors = new Limits.Processors(2, 0, 1);
    // the workunit under its lock
    int errorMask;
    boolean canonical;
    boolean targeted;
    WorkunitNow.Commitment commitment = WorkunitNow.Commitment.NONE;
    final List<WorkunitNow.ResultNow> results =
            new ArrayList<>(List.of(new WorkunitNow.ResultNow(5, ServerState.UNSENT, 0, 0)));

    /** How often a task is counted that the computer has. */
    Cases holds(int tasks, long application, ProcessorType on) {
        for (int task = 0; task < tasks; task++) {
            counts.hold(application, on);
        }
        return this;
    }

    /** Tasks of this reply. */
    Cases given(int tasks) {
        for (int task = 0; task < tasks; task++) {
            counts.give(1, type, VERSION);
        }
        return this;
    }

    public Job job() {
        return new Job(
                5,
                "n_0",
                6,
                "n",
                applicationId,
                priority,
                new Job.Needs(1e10, 1e14, memory, disk, 86_400, bandwidth),
                VersionPin.NONE,
                NO_DOCUMENT,
                NO_DOCUMENT,
                new Job.Placement(jobClass, -1, destination, files));
    }

    ApplicationPolicy policy() {
        return new ApplicationPolicy(
                applicationId,
                "spike_search",
                "Spike search",
                1,
                redundancy,
                sameVersion,
                replicas,
                beta,
                nonCpuIntensive,
                locality);
    }

    FittedVersion version() {
        Application application = new Application(applicationId, "spike_search", "Spike search", 0, false, false);
        return new FittedVersion(
                new ApplicationVersion(versionId, application, 100, "x86_64-pc-linux-gnu", 0, 0, NO_DOCUMENT),
                new Usage(type, 1, type.isCoprocessor() ? 1 : 0, 0, 1e9, 1e9, "", versionMemory),
                new VersionHistory(
                        VERSION, Average.NONE, Average.NONE, turnaround, maxJobsPerDay, jobsToday, consecutiveValid));
    }

    Offer offer() {
        return new Offer(
                job(),
                policy(),
                hasVersion ? Optional.of(version()) : Optional.empty(),
                Optional.empty(),
                duration,
                86_400);
    }

    Claimant claimant() {
        return new Claimant(1, 7, 3, classes, preferences, ownBandwidth, Set.copyOf(files));
    }

    Limits limits() {
        return new Limits(mostInReply, mostInProgress, jobs, new DailyQuota(quota), reliable, processors);
    }

    Situation situation() {
        return new Situation(
                claimant(),
                new Situation.Room(100 * MEGABYTE, 50 * MEGABYTE),
                queueDelay,
                avoided,
                counts,
                limits(),
                newDay);
    }

    WorkunitNow workunit() {
        return new WorkunitNow(6, errorMask, canonical, targeted, 0, commitment, results);
    }

    Optional<Reason> reason(WorkRule rule) {
        return rule.refuse(offer(), situation()).map(Refusal::reason);
    }

    Optional<Reason> reason(VersionRule rule) {
        return rule.refuse(version(), situation()).map(Refusal::reason);
    }

    Optional<Reason> reasonUnderLock(CommitRule rule) {
        return rule.refuse(offer(), workunit(), claimant()).map(Refusal::reason);
    }

    String words(WorkRule rule) {
        return rule.refuse(offer(), situation()).orElseThrow().words();
    }

    String words(VersionRule rule) {
        return rule.refuse(version(), situation()).orElseThrow().words();
    }
}
