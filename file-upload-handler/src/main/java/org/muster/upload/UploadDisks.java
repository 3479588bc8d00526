package org.muster.upload;

import java.io.IOException;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.DiskLevel;
import org.muster.common.files.DiskWatch;

/** Looks every few seconds how full the upload areas' disks are, and says on the status page what waits because of it. */
final class UploadDisks implements Pass {
    private final DiskWatch watch;
    private volatile DiskLevel level = DiskLevel.NORMAL;

    UploadDisks(DiskWatch watch) {
        this.watch = watch;
    }

    /** The level when it was last looked. Safe to call from any thread. */
    DiskLevel level() {
        return level;
    }

    @Override
    public PassOutcome run() throws IOException {
        DiskWatch.Finding finding = watch.look();
        level = finding.level();
        String note = switch (finding.level()) {
            case NORMAL -> "";
            case HIGH -> finding.reason();
            case CRITICAL -> "uploads of optional files wait: " + finding.reason();
        };
        return new PassOutcome(0, false, note);
    }
}
