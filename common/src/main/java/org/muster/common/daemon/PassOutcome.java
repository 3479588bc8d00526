package org.muster.common.daemon;

/**
 * What a pass did.
 *
 * @param handled rows taken forward, 0 and up
 * @param more true when another pass should follow at once
 * @param note what the status page should say, empty when there is nothing to say (for example why it holds back)
 */
public record PassOutcome(int handled, boolean more, String note) {
    /** Nothing was due. */
    public static final PassOutcome IDLE = new PassOutcome(0, false);

    public PassOutcome(int handled, boolean more) {
        this(handled, more, "");
    }
}
