package org.muster.scheduler.work;

import org.muster.scheduler.rules.HomogeneousClass;
import org.muster.scheduler.rules.Offer;

/**
 * A task chosen for a reply, and what its workunit will be kept to.
 *
 * @param slot its place in the cache
 * @param group what it was found in
 * @param offer the task on the computer
 * @param task how it goes out
 * @param homogeneousClass the class that its workunit will be kept to, 0 for none
 * @param replicas how many results its workunit shall have from now on, 0 for as many as before
 */
record Chosen(JobSlot slot, JobGroup group, Offer offer, SentTask task, int homogeneousClass, int replicas) {

    static Chosen of(JobSlot slot, JobGroup group, Offer offer, WorkOrder order) {
        HomogeneousClass redundancy = offer.application().redundancy();
        SentTask task = new SentTask(
                offer.job(), offer.version().orElseThrow(), order.times().now() + offer.delayBound());
        return new Chosen(
                slot,
                group,
                offer,
                task,
                redundancy == HomogeneousClass.NONE
                        ? 0
                        : order.claimant().classFor(redundancy).orElse(0),
                0);
    }

    Chosen replicated(int target) {
        return new Chosen(slot, group, offer, task, homogeneousClass, target);
    }

    /** The version that its workunit will be kept to, 0 for none. */
    long committedVersion() {
        return offer.application().sameVersion() ? task.version().version().id() : 0;
    }
}
