package org.muster.web.status;

/**
 * How far a recording has been cut into workunits.
 *
 * @param pieces workunits cut so far
 * @param total workunits it makes
 */
record RecordingProgress(String name, long pieces, long total) {
    /** 0 to 100. */
    double percent() {
        return total <= 0 ? 100 : 100.0 * Math.min(pieces, total) / total;
    }
}
