package org.muster.scheduler.work;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The slots that requests hold which are handled together. Whatever happens to them, {@link #close} gives back those whose fate is not
 * known. Used by one thread.
 */
public final class Reservation implements AutoCloseable {

    private final Map<JobSlot, Boolean> slots = new LinkedHashMap<>();

    /** Takes a slot; false when another request has it. */
    boolean take(JobSlot slot) {
        if (!slot.take()) {
            return false;
        }
        slots.put(slot, false);
        return true;
    }

    /** Says that a slot's task is given away, or can be given to nobody, once the transaction is committed. */
    void spend(JobSlot slot) {
        slots.put(slot, true);
    }

    /** Lets go of one slot: its task is for others. */
    void release(JobSlot slot) {
        slots.remove(slot);
        slot.giveBack();
    }

    /** Lets go of every slot and begins afresh, because the transaction is run again. */
    public void restart() {
        slots.keySet().forEach(JobSlot::giveBack);
        slots.clear();
    }

    /** The transaction was committed: what was spent is gone for good. */
    public void committed() {
        slots.forEach((slot, spent) -> {
            if (spent) {
                slot.gone();
            }
        });
    }

    /** Gives back what is not gone. */
    @Override
    public void close() {
        restart();
    }
}
