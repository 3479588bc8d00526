package org.muster.common.store;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one bad row of {@code workunit} from holding up a queue: a batch that is refused is tried again row by row, and the row that is
 * refused even alone is set aside with its error. A database that is away is nobody's fault and is passed on; rows that
 * somebody else changed meanwhile stay due.
 */
public final class PoisonIsolation {
    private static final Logger log = LoggerFactory.getLogger(PoisonIsolation.class);

    /** Takes some rows forward in one transaction; the result is how many. */
    @FunctionalInterface
    public interface Work {
        int handle(List<Long> ids);
    }

    /** Puts one row where it holds up nobody, with the reason. */
    @FunctionalInterface
    public interface Aside {
        void put(long id, String error);
    }

    private PoisonIsolation() {}

    /**
     * Handles a batch.
     *
     * @return how many rows were taken forward or set aside
     * @throws DatabaseUnavailableException when the database is away
     */
    public static int handle(List<Long> ids, Work work, Aside aside) {
        try {
            return work.handle(ids);
        } catch (DatabaseUnavailableException away) {
            throw away;
        } catch (ChangedMeanwhileException changed) {
            log.debug("{}; {} rows stay due", changed.getMessage(), ids.size());
            return 0;
        } catch (RuntimeException refused) {
            if (ids.size() > 1) {
                log.warn("A batch of {} rows was refused; trying each by itself", ids.size(), refused);
                return ids.stream()
                        .mapToInt(id -> handle(List.of(id), work, aside))
                        .sum();
            }
            log.atError()
                    .addKeyValue("workunit", ids.getFirst())
                    .setCause(refused)
                    .log("Row {} is set aside", ids.getFirst());
            aside.put(ids.getFirst(), String.valueOf(refused));
            return 1;
        }
    }
}
