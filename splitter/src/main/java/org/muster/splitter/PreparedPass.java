package org.muster.splitter;

import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;

/** A pass that is preceded, once, by a preparation; as long as that fails, it is all that is tried. Not thread-safe. */
final class PreparedPass implements Pass {
    private final Preparation preparation;
    private final Pass pass;
    private boolean prepared;

    /** What must succeed once before the first pass. */
    interface Preparation {
        void prepare() throws Exception;
    }

    PreparedPass(Preparation preparation, Pass pass) {
        this.preparation = preparation;
        this.pass = pass;
    }

    @Override
    public PassOutcome run() throws Exception {
        if (!prepared) {
            preparation.prepare();
            prepared = true;
        }
        return pass.run();
    }
}
