package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.scheduler.request.ProjectPreferences;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.rules.Claimant;
import org.muster.scheduler.rules.HomogeneousClass;

class JobSearchTest {

    private static final Map<Long, ApplicationPolicy> POLICIES =
            Map.of(1L, policy(1, false), 2L, policy(2, false), 3L, policy(3, true));

    private final List<Job> jobs = new ArrayList<>();

    @Test
    void higher_priority_goes_first() {
        add(10, 1, 0);
        add(10, 1, 5);
        assertThat(order(ProjectPreferences.DEFAULT, 1))
                .extracting(JobGroup::score)
                .containsExactly(5.0, 0.0);
    }

    @Test
    void applications_that_were_not_chosen_come_last_and_tests_first_for_those_who_want_them() {
        add(1, 1, 0);
        add(1, 2, 0);
        ProjectPreferences second = new ProjectPreferences(Set.of(2L), true, false, Set.of(), 0, 0);
        assertThat(order(second, 1))
                .extracting(group -> group.application().id())
                .containsExactly(2L, 1L);
        add(1, 3, 0);
        ProjectPreferences tests = new ProjectPreferences(Set.of(), true, true, Set.of(), 0, 0);
        assertThat(order(tests, 1).getFirst().application().id()).isEqualTo(3);
    }

    @Test
    void the_same_source_of_chance_gives_the_same_order() {
        for (int application = 1; application <= 3; application++) {
            for (int priority = 0; priority < 4; priority++) {
                add(5, application, priority % 2);
            }
        }
        assertThat(names(order(ProjectPreferences.DEFAULT, 7))).isEqualTo(names(order(ProjectPreferences.DEFAULT, 7)));
    }

    @Test
    void shelves_of_equal_score_come_first_as_often_as_they_have_tasks() {
        add(90, 1, 0);
        add(10, 2, 0);
        long first = IntStream.range(0, 2000)
                .filter(seed -> order(ProjectPreferences.DEFAULT, seed)
                                .getFirst()
                                .application()
                                .id()
                        == 2)
                .count();
        assertThat(first).isBetween(130L, 270L);
    }

    @Test
    void a_hundred_thousand_tasks_that_are_alike_cost_one_score() {
        add(100_000, 1, 0);
        assertThat(order(ProjectPreferences.DEFAULT, 1)).hasSize(1);
    }

    @Test
    void of_tasks_that_all_differ_the_most_urgent_and_a_part_of_the_others_are_looked_at() {
        for (int number = 0; number < 5000; number++) {
            jobs.add(Jobs.job(number, 1, number == 4999 ? 9 : 0, 1e6 + number));
        }
        List<JobGroup> order = order(ProjectPreferences.DEFAULT, 1);
        assertThat(order).hasSize(JobSearch.MOST_SHELVES);
        assertThat(order.getFirst().score()).isEqualTo(9);
        assertThat(names(order)).isNotEqualTo(names(order(ProjectPreferences.DEFAULT, 2)));
    }

    private static List<String> names(List<JobGroup> groups) {
        return groups.stream()
                .map(group -> group.ahead(1).getFirst().job().resultName())
                .toList();
    }

    private void add(int count, long application, int priority) {
        int first = jobs.size();
        IntStream.range(0, count).forEach(number -> jobs.add(Jobs.job(first + number, application, priority)));
    }

    private List<JobGroup> order(ProjectPreferences preferences, long seed) {
        JobCache cache = new JobCache(jobs.size() + 1, new Random(1));
        cache.replace(jobs, Set.of(), false, 0);
        Claimant claimant = new Claimant(1, 7, 0, Map.of(), preferences, 0, Set.of());
        return JobSearch.order(cache.open(), POLICIES, claimant, new Random(seed));
    }

    private static ApplicationPolicy policy(long id, boolean beta) {
        return new ApplicationPolicy(
                id, "app" + id, "Application " + id, 1, HomogeneousClass.NONE, false, 0, beta, false, false);
    }
}
