package org.muster.validator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What the validator says of a workunit, decided from nothing but numbers and a way to compare. The README has it as a
 * table.
 *
 * @param canonical the id of the result chosen as canonical; empty when none was chosen now
 * @param verdicts by result id; results that are not in it stay as they are
 * @param target the number of results to have from now on; empty when it stays
 * @param tooManySuccesses true when the workunit fails because so many results do not agree
 * @param next when the workunit is to be looked at again
 */
record ValidationDecision(
        OptionalLong canonical, Map<Long, Verdict> verdicts, OptionalInt target, boolean tooManySuccesses, Next next) {

    /** When the transitioner is to look at the workunit. */
    enum Next {
        /** At once. */
        NOW,
        /** In a while, when what could not be read may be readable. */
        RETRY,
        /** When a result that is still out is late, or when another daemon says so. */
        WHEN_RESULTS_DO
    }

    /**
     * The workunit's numbers.
     *
     * @param minQuorum results needed before any comparison
     * @param target results wanted at present
     * @param maxSuccess successful results without agreement above which it fails
     */
    record Quorum(int minQuorum, int target, int maxSuccess) {
        /** Results that must say the same: more than half of the quorum. */
        int majority() {
            return minQuorum / 2 + 1;
        }
    }

    /** A successful result and whether its output can be read. */
    record Candidate(long resultId, Legibility legibility) {}

    /** Compares readable candidates by their places in the list. */
    @FunctionalInterface
    interface Comparison {
        Agreement compare(int one, int other);
    }

    /** Nothing to be said; the transitioner looks again. */
    static ValidationDecision nothing() {
        return new ValidationDecision(OptionalLong.empty(), Map.of(), OptionalInt.empty(), false, Next.NOW);
    }

    /**
     * Looks for a canonical result.
     *
     * @param viable the successful results that were not found invalid, by ascending id
     */
    static ValidationDecision choose(Quorum quorum, List<Candidate> viable, Comparison comparison) {
        if (viable.size() < quorum.minQuorum()) {
            return nothing();
        }
        List<Integer> readable = IntStream.range(0, viable.size())
                .filter(i -> viable.get(i).legibility() == Legibility.READABLE)
                .boxed()
                .toList();
        OptionalInt canonical =
                readable.size() < quorum.minQuorum() ? OptionalInt.empty() : agreed(quorum, readable, comparison);
        return canonical.isPresent()
                ? chosen(canonical.getAsInt(), viable, comparison)
                : undecided(quorum, viable, readable.size());
    }

    /**
     * Looks at results that came after the canonical one was chosen.
     *
     * @param canonical what can be read of the canonical result's output
     * @param stragglers the successful results without a verdict
     * @param comparison by the straggler's place; the other place is of no meaning
     */
    static ValidationDecision judge(Legibility canonical, List<Candidate> stragglers, Comparison comparison) {
        Map<Long, Verdict> verdicts = new HashMap<>();
        for (int i = 0; i < stragglers.size(); i++) {
            Verdict verdict = switch (canonical) {
                case READABLE -> judged(stragglers.get(i), comparison, i, 0);
                case UNUSABLE -> Verdict.TOO_LATE;
                case UNAVAILABLE -> Verdict.POSTPONED;
            };
            verdicts.put(stragglers.get(i).resultId(), verdict);
        }
        Next next = verdicts.containsValue(Verdict.POSTPONED) ? Next.RETRY : Next.NOW;
        return new ValidationDecision(OptionalLong.empty(), verdicts, OptionalInt.empty(), false, next);
    }

    private static OptionalInt agreed(Quorum quorum, List<Integer> readable, Comparison comparison) {
        return readable.stream()
                .mapToInt(Integer::intValue)
                .filter(one -> readable.stream()
                                .filter(other -> other == one || comparison.compare(one, other) == Agreement.SAME)
                                .count()
                        >= quorum.majority())
                .findFirst();
    }

    private static ValidationDecision chosen(int canonical, List<Candidate> viable, Comparison comparison) {
        Map<Long, Verdict> verdicts = new HashMap<>();
        for (int i = 0; i < viable.size(); i++) {
            Verdict verdict = i == canonical ? Verdict.VALID : judged(viable.get(i), comparison, i, canonical);
            verdicts.put(viable.get(i).resultId(), verdict);
        }
        return new ValidationDecision(
                OptionalLong.of(viable.get(canonical).resultId()),
                verdicts,
                OptionalInt.empty(),
                false,
                verdicts.containsValue(Verdict.POSTPONED) ? Next.RETRY : Next.WHEN_RESULTS_DO);
    }

    private static Verdict judged(Candidate candidate, Comparison comparison, int place, int canonical) {
        return switch (candidate.legibility()) {
            case READABLE ->
                switch (comparison.compare(place, canonical)) {
                    case SAME, SIMILAR -> Verdict.VALID;
                    case DIFFERENT -> Verdict.INVALID;
                };
            case UNUSABLE -> Verdict.UNUSABLE;
            case UNAVAILABLE -> Verdict.POSTPONED;
        };
    }

    private static ValidationDecision undecided(Quorum quorum, List<Candidate> viable, int readable) {
        boolean wait = viable.stream().anyMatch(candidate -> candidate.legibility() == Legibility.UNAVAILABLE);
        Map<Long, Verdict> verdicts = new HashMap<>();
        for (Candidate candidate : viable) {
            Verdict verdict = switch (candidate.legibility()) {
                case UNUSABLE -> Verdict.UNUSABLE;
                case UNAVAILABLE -> Verdict.POSTPONED;
                case READABLE -> wait ? Verdict.POSTPONED : Verdict.INCONCLUSIVE;
            };
            verdicts.put(candidate.resultId(), verdict);
        }
        boolean more = !wait && readable >= quorum.target();
        return new ValidationDecision(
                OptionalLong.empty(),
                verdicts,
                more ? OptionalInt.of(readable + 1) : OptionalInt.empty(),
                !wait && readable > quorum.maxSuccess(),
                wait ? Next.RETRY : Next.NOW);
    }
}
