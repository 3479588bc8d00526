package org.muster.web.member;

import org.muster.common.model.ClientState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * What decides how a task stands, as far as its owner is concerned.
 *
 * @param exitStatus what the program ended with
 * @param deadline Unix seconds
 * @param credit cobblestones granted
 * @param work how its workunit stands
 */
public record TaskFacts(
        ServerState server,
        Outcome outcome,
        ClientState client,
        ValidateState validate,
        int exitStatus,
        long deadline,
        double credit,
        Work work) {

    /**
     * How the workunit stands.
     *
     * @param quorum how many results must agree
     * @param decided whether there is a canonical result
     * @param errorMask why it was given up, 0 when it was not
     */
    public record Work(int quorum, boolean decided, int errorMask) {}
}
