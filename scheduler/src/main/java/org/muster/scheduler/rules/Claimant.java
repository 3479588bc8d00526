package org.muster.scheduler.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.request.ProjectPreferences;

/**
 * Who wants work, as far as it stays the same while a reply is filled.
 *
 * @param host the computer
 * @param user its account
 * @param team the account's team, 0 for none
 * @param classes the computer's class by granularity; a granularity for which it has none is missing
 * @param preferences what the volunteer chose for this project
 * @param bandwidth bytes per second that it downloads with, 0 when unknown
 * @param files names of the files of ours that it keeps
 */
public record Claimant(
        long host,
        long user,
        long team,
        Map<HomogeneousClass, Integer> classes,
        ProjectPreferences preferences,
        double bandwidth,
        Set<String> files) {

    public Claimant {
        classes = Map.copyOf(classes);
        files = Set.copyOf(files);
    }

    /** The claimant that a request comes from. */
    public static Claimant of(
            long host, long user, long team, HostFacts facts, ProjectPreferences preferences, Set<String> files) {
        return new Claimant(
                host,
                user,
                team,
                HomogeneousClass.allOf(facts),
                preferences,
                Math.max(0, facts.availability().download()),
                files);
    }

    /** The computer's class; empty when its kind is not known. */
    public Optional<Integer> classFor(HomogeneousClass granularity) {
        return Optional.ofNullable(classes.get(granularity));
    }
}
