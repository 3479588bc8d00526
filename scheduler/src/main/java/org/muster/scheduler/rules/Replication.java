package org.muster.scheduler.rules;

/**
 * How often a workunit is computed, decided when a task is given away. A workunit that asks for one result, of an
 * application that asks for more, is sent once to a computer that can be trusted with it, and computed several times
 * otherwise. Pure. Source: adaptive replication of BOINC.
 */
public final class Replication {

    private Replication() {}

    /**
     * How many results the workunit is to have; the same as before when it is neither adaptive nor to be checked.
     *
     * @param chance a number by chance, 0 to 1, for this task
     */
    public static int target(Offer offer, WorkunitNow workunit, double chance) {
        int replicas = offer.application().replicas();
        int before = workunit.commitment().target();
        boolean adaptive = before == 1
                && replicas > 1
                && offer.job().placement().destination().isEmpty();
        boolean trusted =
                adaptive && Trust.unchecked(offer.version().orElseThrow().history(), chance);
        return adaptive && !trusted ? replicas : before;
    }
}
