package org.muster.control.fsck;

import java.util.Locale;

/** Something that does not fit, or that looks as if it did not. */
public enum Finding {
    /** A workunit that may still be sent lacks an input file, or the file is not what was staged. */
    INPUT_MISSING("unfinished workunits whose input is missing or damaged", "held back until it is there again", true),
    /** The same, and it was decided that the file will not come back. */
    INPUT_GIVEN_UP("unfinished workunits whose input will not come back", "cancelled", true),
    /** A workunit was held back, and its inputs are there. */
    INPUT_BACK("workunits held back whose input is there again", "let go", true),
    /** A finished workunit lacks input files that are still to be deleted. */
    INPUT_GONE_EARLY("finished workunits whose input has gone before it was released", "nothing: not needed", false),
    /** A successful result that has no verdict yet lacks its output. */
    OUTPUT_LOST(
            "results without a verdict whose output is missing or damaged", "given up without blame, made anew", true),
    /** The canonical output is missing before it was assimilated; another valid result has its own. */
    CANONICAL_REPLACED(
            "canonical outputs missing before assimilation, another agreeing one is there", "that one is taken", true),
    /** The canonical output is missing before it was assimilated, and no other is there. */
    CANONICAL_LOST(
            "canonical outputs missing before assimilation, no other is there", "computed again, credit stays", true),
    /** The same, and the input is missing too. */
    CANONICAL_HOPELESS(
            "canonical output and input missing before assimilation", "nothing: bring back one of the two", true),
    /** The same, and it was decided that neither will come back. */
    CANONICAL_GIVEN_UP("canonical output and input will not come back", "the workunit fails, credit stays", true),
    /** The output of a result that nobody will read again is missing. */
    OUTPUT_GONE_EARLY(
            "outputs that have gone before they were released and are not needed", "nothing: not needed", false),
    /** A result's output is there, and its computer has not reported yet. */
    UPLOADED_NOT_REPORTED("results in progress whose output is there", "nothing: reported or computed again", false),
    /** There is an output of a result that was never sent: its sending has been forgotten. */
    OUTPUT_FORGOTTEN("outputs of results that were not sent", "removed: the next computer sends its own", true),
    /** The assimilator set a workunit aside whose canonical output is there. */
    ASSIMILATION_BLOCKED("workunits set aside by the assimilator whose output is there", "tried again", true),
    /** An application version that is in use lacks a file. */
    APPLICATION_FILE_MISSING("application versions that lack a file", "not given out until it is there again", true),
    /** An application version was taken out of use for that reason, and its files are there. */
    APPLICATION_FILE_BACK("application versions whose files are there again", "given out again", true),
    /** A file of no row, older than the sweeper's grace. */
    ANTIQUE("files without a row, or deleted before", "nothing: the antique sweeper removes them", false),
    /** A file of no row, younger than that. */
    YOUNG_WITHOUT_ROW("the same, too young for the antique sweeper", "nothing: it removes them later", false),
    /** An account, host or team has less credit than the ledger. */
    BALANCE_LOW("balances below the ledger's sum", "raised to it", true),
    /** An account, host or team has more credit than the ledger. */
    BALANCE_HIGH("balances above the ledger's sum", "nothing: credit from before there was a ledger", false);

    private final String words;
    private final String repair;
    private final boolean wrong;

    Finding(String words, String repair, boolean wrong) {
        this.words = words;
        this.repair = repair;
        this.wrong = wrong;
    }

    /** What it is, in the plural. */
    public String words() {
        return words;
    }

    /** What a repair does about it. */
    public String repair() {
        return repair;
    }

    /** Whether it must be repaired; else it comes to its end by itself. */
    public boolean isWrong() {
        return wrong;
    }

    /** As JSON has it: {@code input missing}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
