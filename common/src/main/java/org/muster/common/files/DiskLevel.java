package org.muster.common.files;

/** How full a disk is, in terms of what must wait because of it; each level includes what waits at the one before. */
public enum DiskLevel {
    /** There is room: nothing waits. */
    NORMAL,
    /** Above the high-water mark: no more work is cut, because its input and result files would need room. */
    HIGH,
    /** Above the critical mark: uploads of files that a task can do without wait too. */
    CRITICAL
}
