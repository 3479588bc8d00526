package org.muster.common.daemon;

/**
 * A share of the rows: those whose id modulo {@code count} is {@code index}. Shards are for speed; copies of
 * one shard are as safe as different ones.
 *
 * @param count number of shares, 1 and up
 * @param index which of them, 0 to count - 1
 */
public record Shard(int count, int index) {
    /** All rows. */
    public static final Shard ALL = new Shard(1, 0);

    public Shard {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("a shard is N/I with 0 <= I < N, not " + count + "/" + index);
        }
    }

    /**
     * Reads {@code N/I}.
     *
     * @throws IllegalArgumentException when the text is not of this form
     */
    public static Shard parse(String text) {
        int slash = text.indexOf('/');
        try {
            return new Shard(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("a shard is written N/I, for example 4/0, not '" + text + "'", e);
        }
    }

    /**
     * A part of this share.
     *
     * @param parts how many there are, 1 and up
     * @param part which of them, 0 to parts - 1
     */
    public Shard part(int parts, int part) {
        return new Shard(count * parts, index + count * part);
    }

    @Override
    public String toString() {
        return count + "/" + index;
    }
}
