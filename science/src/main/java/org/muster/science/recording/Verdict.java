package org.muster.science.recording;

/**
 * Whether a recording can be cut into work.
 *
 * <p>The rule: a recording is cut short when at least one whole good block precedes the damage, and refused when nothing whole
 * is there.
 */
public sealed interface Verdict {

    /**
     * Every block is whole and they agree with each other.
     *
     * @param blocks how many there are, at least 1
     */
    record Usable(int blocks) implements Verdict {}

    /**
     * The first blocks can be used, what follows cannot.
     *
     * @param usableBlocks whole good blocks before the damage, at least 1
     * @param damage what is wrong with the next block
     */
    record CutShort(int usableBlocks, Damage damage) implements Verdict {}

    /**
     * Nothing can be used.
     *
     * @param reason what is wrong, for people
     */
    record Refused(String reason) implements Verdict {}
}
