package org.muster.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.validator.ValidationDecision.Candidate;
import org.muster.validator.ValidationDecision.Comparison;
import org.muster.validator.ValidationDecision.Next;
import org.muster.validator.ValidationDecision.Quorum;

/** The decision table of the README. A result is written as a letter: equal letters are the same output. */
class ValidationDecisionTest {

    /** Missing output. */
    private static final char MISSING = '-';

    /** Output that cannot be read at the moment. */
    private static final char AWAY = '?';

    private static List<Candidate> candidates(String outputs) {
        return IntStream.range(0, outputs.length())
                .mapToObj(i -> new Candidate(
                        i + 1,
                        switch (outputs.charAt(i)) {
                            case MISSING -> Legibility.UNUSABLE;
                            case AWAY -> Legibility.UNAVAILABLE;
                            default -> Legibility.READABLE;
                        }))
                .toList();
    }

    /** Equal letters are the same; a small letter is similar to its capital. */
    private static Agreement compare(char one, char other) {
        if (one == other) {
            return Agreement.SAME;
        }
        boolean similar = Character.toUpperCase(one) == Character.toUpperCase(other);
        return similar ? Agreement.SIMILAR : Agreement.DIFFERENT;
    }

    private static ValidationDecision choose(Quorum quorum, String outputs) {
        return ValidationDecision.choose(
                quorum, candidates(outputs), (i, j) -> compare(outputs.charAt(i), outputs.charAt(j)));
    }

    /** V valid, I invalid, U unusable, ~ inconclusive, p postponed, L too late. */
    private static String verdicts(ValidationDecision decision, int count) {
        Map<Verdict, String> letters = Map.of(
                Verdict.VALID, "V",
                Verdict.INVALID, "I",
                Verdict.UNUSABLE, "U",
                Verdict.INCONCLUSIVE, "~",
                Verdict.POSTPONED, "p",
                Verdict.TOO_LATE, "L");
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> letters.getOrDefault(decision.verdicts().get((long) id), "."))
                .collect(Collectors.joining());
    }

    @Nested
    class Without_a_canonical_result {

        @ParameterizedTest(name = "quorum {0}, outputs {1}: canonical {2}, verdicts {3}")
        @CsvSource({
            "1, A,     1, V",
            "2, AA,    1, VV",
            "2, AB,    0, ~~",
            "2, ABA,   1, VIV",
            "2, ABB,   2, IVV",
            "2, ABC,   0, ~~~",
            "3, AAB,   1, VVI",
            "3, ABC,   0, ~~~",
            "4, AABB,  0, ~~~~",
            "4, AAAB,  1, VVVI",
            "2, Aa,    0, ~~",
            "2, AaA,   1, VVV",
            "2, Aaa,   2, VVV",
            "2, A-,    0, ~U",
            "2, --,    0, UU",
            "2, A-A,   1, VUV",
            "2, A?,    0, pp",
            "2, A?B,   0, ppp",
            "2, -?,    0, Up",
            "2, A?A,   1, VpV"
        })
        void the_first_result_that_a_majority_of_the_quorum_agrees_with_is_canonical(
                int quorum, String outputs, long canonical, String verdicts) {
            ValidationDecision decision = choose(new Quorum(quorum, quorum, 9), outputs);

            assertThat(decision.canonical())
                    .isEqualTo(canonical == 0 ? OptionalLong.empty() : OptionalLong.of(canonical));
            assertThat(verdicts(decision, outputs.length())).isEqualTo(verdicts);
        }

        @Test
        void fewer_results_than_the_quorum_are_not_compared() {
            assertThat(choose(new Quorum(2, 2, 4), "A")).isEqualTo(ValidationDecision.nothing());
        }

        @ParameterizedTest(name = "target {0}, outputs {2}: target {3}, failed {4}")
        @CsvSource({
            "2, 4, AB,    3, false",
            "3, 4, AB,    0, false",
            "3, 4, ABC,   4, false",
            "4, 4, ABCD,  5, false",
            "5, 4, ABCDE, 6, true",
            "2, 4, A-,    0, false",
            "2, 4, A?B,   0, false",
            "2, 4, AA,    0, false"
        })
        void without_agreement_one_more_is_wanted_until_there_are_too_many(
                int target, int maxSuccess, String outputs, int newTarget, boolean failed) {
            ValidationDecision decision = choose(new Quorum(2, target, maxSuccess), outputs);

            assertThat(decision.target()).isEqualTo(newTarget == 0 ? OptionalInt.empty() : OptionalInt.of(newTarget));
            assertThat(decision.tooManySuccesses()).isEqualTo(failed);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({"AA, WHEN_RESULTS_DO", "A?A, RETRY", "AB, NOW", "A-, NOW", "A?, RETRY"})
        void the_transitioner_looks_again_when_something_is_left_to_do(String outputs, Next next) {
            assertThat(choose(new Quorum(2, 2, 4), outputs).next()).isEqualTo(next);
        }
    }

    @Nested
    class With_a_canonical_result {

        private ValidationDecision judge(Legibility canonical, String stragglers) {
            return ValidationDecision.judge(
                    canonical, candidates(stragglers), (i, none) -> compare(stragglers.charAt(i), 'A'));
        }

        @Test
        void stragglers_are_compared_with_it() {
            ValidationDecision decision = judge(Legibility.READABLE, "AaB-?");

            assertThat(verdicts(decision, 5)).isEqualTo("VVIUp");
            assertThat(decision.canonical()).isEmpty();
            assertThat(decision.next()).isEqualTo(Next.RETRY);
            assertThat(judge(Legibility.READABLE, "AaB-").next()).isEqualTo(Next.NOW);
        }

        @Test
        void stragglers_do_not_pay_for_its_output_being_gone() {
            assertThat(verdicts(judge(Legibility.UNUSABLE, "AB-"), 3)).isEqualTo("LLL");
            assertThat(verdicts(judge(Legibility.UNAVAILABLE, "AB-"), 3)).isEqualTo("ppp");
        }
    }

    @Property(tries = 2000)
    void whatever_comes_in_a_canonical_result_has_its_majority_and_everything_has_its_verdict(
            @ForAll @IntRange(min = 1, max = 5) int quorum,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5) Integer> kinds) {
        String outputs =
                kinds.stream().map(kind -> "ABCa-?".substring(kind, kind + 1)).collect(Collectors.joining());

        ValidationDecision decision = choose(new Quorum(quorum, quorum, 6), outputs);

        if (outputs.length() < quorum) {
            assertThat(decision).isEqualTo(ValidationDecision.nothing());
            return;
        }
        assertThat(decision.verdicts()).hasSize(outputs.length());
        assertThat(decision.target().orElse(0)).isIn(0, outputs.length() - absent(outputs) + 1);
        if (decision.canonical().isPresent()) {
            char canonical = outputs.charAt((int) decision.canonical().getAsLong() - 1);
            long same = outputs.chars().filter(c -> c == canonical).count();
            assertThat(same).isGreaterThanOrEqualTo(quorum / 2 + 1);
            assertThat(decision.verdicts()).containsEntry(decision.canonical().getAsLong(), Verdict.VALID);
            assertThat(decision.verdicts().values()).doesNotContain(Verdict.INCONCLUSIVE, Verdict.TOO_LATE);
        } else {
            assertThat(decision.verdicts().values()).doesNotContain(Verdict.VALID, Verdict.INVALID);
        }
    }

    private static int absent(String outputs) {
        return (int) outputs.chars().filter(c -> c == MISSING || c == AWAY).count();
    }

    @Test
    void outputs_are_compared_only_when_they_can_be_read() {
        List<String> compared = new ArrayList<>();
        Comparison comparison = (i, j) -> {
            compared.add(i + "" + j);
            return Agreement.DIFFERENT;
        };

        ValidationDecision.choose(new Quorum(2, 2, 4), candidates("A-?B"), comparison);

        assertThat(compared).containsOnly("03", "30");
    }
}
