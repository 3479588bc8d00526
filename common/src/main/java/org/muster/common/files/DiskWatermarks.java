package org.muster.common.files;

/**
 * The marks at which a filling disk slows the project down, and below which all goes on. All in percent of the space that
 * the project can use, 0 to 100.
 *
 * @param low below this everything goes on
 * @param high at this the splitter pauses
 * @param critical at this uploads of optional files wait
 */
public record DiskWatermarks(double low, double high, double critical) {
    public DiskWatermarks {
        if (!(0 < low && low <= high && high <= critical && critical <= 100)) {
            throw new IllegalArgumentException("Watermarks must be 0 < low <= high <= critical <= 100, not " + low
                    + ", " + high + ", " + critical);
        }
    }

    /**
     * The level that follows. A pure decision: it rises at the marks and falls only below the lowest, so that a disk
     * that hovers at a mark does not start and stop the project every second.
     *
     * @param before the level so far
     * @param usedPercent how full the disk is now
     */
    public DiskLevel level(DiskLevel before, double usedPercent) {
        if (usedPercent < low) {
            return DiskLevel.NORMAL;
        }
        DiskLevel reached =
                usedPercent >= critical ? DiskLevel.CRITICAL : usedPercent >= high ? DiskLevel.HIGH : DiskLevel.NORMAL;
        return reached.compareTo(before) > 0 ? reached : before;
    }
}
