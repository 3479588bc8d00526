package org.muster.control.fsck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.ServerState;

/**
 * What is wrong with a workunit and what is to be done, decided from its rows and from which files are there. Pure; the
 * README has it as a table.
 *
 * @param findings what was found; a finding is there once for each result or for the workunit that it is about
 * @param treatment what is to be done with the workunit
 * @param lost results to be given up because their output is lost
 * @param canonical the result that becomes canonical in place of the one whose output is lost
 * @param forgotten results that were not sent and whose output files are to be removed
 */
record Diagnosis(
        List<Finding> findings, Treatment treatment, List<Long> lost, OptionalLong canonical, List<Long> forgotten) {

    /** What is to be done with a workunit. */
    enum Treatment {
        /** Nothing. */
        NONE,
        /** Its unsent results are held back. */
        HOLD,
        /** They are held back no longer. */
        RELEASE,
        /** It fails: cancelled. */
        CANCEL,
        /** It has no canonical result any more and goes on. */
        REOPEN,
        /** It has no canonical result any more and fails. */
        FAIL,
        /** The assimilator looks at it again. */
        ASSIMILATE_AGAIN
    }

    /**
     * What is known of a workunit's files, and of what was done about them.
     *
     * @param inputsThere whether all input files are there and whole
     * @param outputs by result id
     * @param held whether it is held back for its input
     * @param setAside whether the assimilator has set it aside
     */
    record Files(boolean inputsThere, Map<Long, Outputs> outputs, boolean held, boolean setAside) {}

    /**
     * Decides.
     *
     * @param giveUp whether files that are missing are known not to come back
     */
    static Diagnosis of(WorkunitRow workunit, Files files, boolean giveUp) {
        Builder builder = new Builder(workunit, files, giveUp);
        builder.results();
        if (workunit.awaitsAssimilation()) {
            builder.canonical();
        } else {
            builder.inputs();
        }
        return builder.built();
    }

    /** Whether there is anything to be done. */
    boolean isRepair() {
        return treatment != Treatment.NONE || !lost.isEmpty() || canonical.isPresent() || !forgotten.isEmpty();
    }

    /** Whether it is about files that are missing. */
    boolean isLoss() {
        return !lost.isEmpty()
                || canonical.isPresent()
                || switch (treatment) {
                    case HOLD, CANCEL, REOPEN, FAIL -> true;
                    case NONE, RELEASE, ASSIMILATE_AGAIN -> false;
                };
    }

    private static final class Builder {
        private final WorkunitRow workunit;
        private final Files files;
        private final boolean giveUp;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Long> lost = new ArrayList<>();
        private final List<Long> forgotten = new ArrayList<>();
        private Treatment treatment = Treatment.NONE;
        private OptionalLong canonical = OptionalLong.empty();

        Builder(WorkunitRow workunit, Files files, boolean giveUp) {
            this.workunit = workunit;
            this.files = files;
            this.giveUp = giveUp;
        }

        void results() {
            for (ResultRow result : workunit.results()) {
                if (result.id() != workunit.canonicalResultId() || !workunit.awaitsAssimilation()) {
                    result(result, outputs(result));
                }
            }
        }

        private void result(ResultRow result, Outputs outputs) {
            if (result.isUnsent()) {
                if (outputs == Outputs.ALL || outputs == Outputs.SOME) {
                    findings.add(Finding.OUTPUT_FORGOTTEN);
                    forgotten.add(result.id());
                }
            } else if (result.server() == ServerState.IN_PROGRESS) {
                if (outputs == Outputs.ALL) {
                    findings.add(Finding.UPLOADED_NOT_REPORTED);
                }
            } else if (outputs.areLacking() && result.isSuccess() && result.outputDelete() != FileDeleteState.DONE) {
                if (result.lacksVerdict() && workunit.errorMask() == 0) {
                    findings.add(Finding.OUTPUT_LOST);
                    lost.add(result.id());
                } else {
                    findings.add(Finding.OUTPUT_GONE_EARLY);
                }
            }
        }

        void canonical() {
            Optional<ResultRow> chosen = workunit.results().stream()
                    .filter(result -> result.id() == workunit.canonicalResultId())
                    .findFirst();
            boolean there = chosen.isPresent() && !outputs(chosen.get()).areLacking();
            if (there) {
                if (files.setAside()) {
                    decide(Finding.ASSIMILATION_BLOCKED, Treatment.ASSIMILATE_AGAIN);
                }
                return;
            }
            Optional<ResultRow> other = workunit.results().stream()
                    .filter(result -> result.isValid() && outputs(result) == Outputs.ALL)
                    .findFirst();
            if (other.isPresent()) {
                canonical = OptionalLong.of(other.get().id());
                decide(Finding.CANONICAL_REPLACED, Treatment.ASSIMILATE_AGAIN);
            } else if (files.inputsThere()) {
                workunit.results().stream()
                        .filter(result -> result.isValid() && outputs(result).areLacking())
                        .forEach(result -> lost.add(result.id()));
                decide(Finding.CANONICAL_LOST, Treatment.REOPEN);
            } else if (giveUp) {
                decide(Finding.CANONICAL_GIVEN_UP, Treatment.FAIL);
            } else {
                findings.add(Finding.CANONICAL_HOPELESS);
            }
        }

        void inputs() {
            if (!files.inputsThere()) {
                if (workunit.isOpen()) {
                    decide(
                            giveUp ? Finding.INPUT_GIVEN_UP : Finding.INPUT_MISSING,
                            giveUp ? Treatment.CANCEL : Treatment.HOLD);
                } else if (workunit.inputDelete() != FileDeleteState.DONE) {
                    findings.add(Finding.INPUT_GONE_EARLY);
                }
            } else if (files.held() && workunit.isOpen()) {
                decide(Finding.INPUT_BACK, Treatment.RELEASE);
            }
        }

        private void decide(Finding finding, Treatment what) {
            findings.add(finding);
            treatment = what;
        }

        private Outputs outputs(ResultRow result) {
            return files.outputs().getOrDefault(result.id(), Outputs.NONE_NAMED);
        }

        Diagnosis built() {
            lost.sort(null);
            return new Diagnosis(
                    List.copyOf(findings), treatment, List.copyOf(lost), canonical, List.copyOf(forgotten));
        }
    }
}
