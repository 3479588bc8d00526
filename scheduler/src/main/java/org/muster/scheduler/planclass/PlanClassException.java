package org.muster.scheduler.planclass;

import java.io.Serial;

/** A plan class file that cannot be used; the message says where and why. */
public final class PlanClassException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    PlanClassException(int line, String problem) {
        super("line " + line + ": " + problem);
    }
}
