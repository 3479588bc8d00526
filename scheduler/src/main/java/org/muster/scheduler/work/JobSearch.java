package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.rules.Claimant;
import org.muster.scheduler.rules.score.Candidate;
import org.muster.scheduler.rules.score.Score;

/**
 * In which order one request looks at the tasks of the cache: by score, and among equal scores by chance, each shelf with
 * a chance in proportion to the tasks on it, and beginning at any of them, so that several schedulers do not all reach
 * for the same tasks and no application hides another. Decided by nothing but the contents, the claimant and the source of
 * chance.
 *
 * <p>Cost: one score for each shelf, not for each task, and one for each task that has a file of the claimant's; of each
 * application at most {@value #MOST_SHELVES} shelves are looked at. When all tasks of an application differ in their
 * needs, a request so looks at the most urgent ones and at a part of the others, each request at another part.
 */
final class JobSearch {

    /** Most shelves of one application that one request looks at. */
    static final int MOST_SHELVES = 1000;

    /** Most tasks that one request looks at because it has their files. */
    private static final int MOST_BY_FILE = 1000;

    private final Map<Long, ApplicationPolicy> policies;
    private final Claimant claimant;
    private final RandomGenerator random;
    private final List<Placed> placed = new ArrayList<>();

    /** A group and its lot among groups of equal score, the larger first. */
    private record Placed(JobGroup group, double lot) {}

    private JobSearch(Map<Long, ApplicationPolicy> policies, Claimant claimant, RandomGenerator random) {
        this.policies = policies;
        this.claimant = claimant;
        this.random = random;
    }

    static List<JobGroup> order(
            CacheContents contents, Map<Long, ApplicationPolicy> policies, Claimant claimant, RandomGenerator random) {
        JobSearch search = new JobSearch(policies, claimant, random);
        contents.meantFor(claimant).forEach(slot -> search.single(slot, 0));
        search.byFile(contents);
        contents.byApplication().forEach((id, shelves) -> search.shelves(shelves));
        return search.sorted();
    }

    private void shelves(List<Shelf> shelves) {
        int urgent = Math.min(shelves.size(), MOST_SHELVES / 2);
        int rest = shelves.size() - urgent;
        int start = rest > MOST_SHELVES / 2 ? random.nextInt(rest) : 0;
        for (int place = 0; place < Math.min(shelves.size(), MOST_SHELVES); place++) {
            Shelf shelf = shelves.get(place < urgent ? place : urgent + (start + place) % rest);
            Job sample = shelf.slots().getFirst().job();
            ApplicationPolicy policy = policy(sample);
            double score = Score.of(new Candidate(sample, policy, shelf.passedOver(), 0), claimant);
            place(JobGroup.of(score, policy, shelf, random.nextInt(shelf.slots().size())));
        }
    }

    private void byFile(CacheContents contents) {
        Map<JobSlot, Integer> held = new LinkedHashMap<>();
        for (String file : new TreeSet<>(claimant.files())) {
            for (JobSlot slot : contents.with(file)) {
                if (held.size() < MOST_BY_FILE || held.containsKey(slot)) {
                    held.merge(slot, 1, Integer::sum);
                }
            }
        }
        held.forEach(this::single);
    }

    private void single(JobSlot slot, int files) {
        ApplicationPolicy policy = policy(slot.job());
        place(JobGroup.of(Score.of(new Candidate(slot.job(), policy, false, files), claimant), policy, slot));
    }

    private void place(JobGroup group) {
        placed.add(new Placed(group, Math.log(1 - random.nextDouble()) / group.size()));
    }

    private ApplicationPolicy policy(Job job) {
        return policies.getOrDefault(job.applicationId(), ApplicationPolicy.plain(job.applicationId()));
    }

    private List<JobGroup> sorted() {
        placed.sort(Comparator.comparingDouble((Placed one) -> one.group().score())
                .thenComparingDouble(Placed::lot)
                .reversed());
        return placed.stream().map(Placed::group).toList();
    }
}
