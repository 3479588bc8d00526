package org.muster.scheduler.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.common.model.Coded;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads states of results that somebody else may have written. A number that we do not know is logged once and makes the
 * row one that is not touched: a computer's requests must not fail for ever because of one row. Thread-safe.
 */
public final class RowStates {

    private static final Logger log = LoggerFactory.getLogger(RowStates.class);
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private RowStates() {}

    /** Where a result is; empty when the number is unknown. */
    public static Optional<ServerState> server(int code, long result) {
        return known(ServerState.class, code, "server_state", result);
    }

    /** How a result ended; empty when the number is unknown. */
    static Optional<Outcome> outcome(int code, long result) {
        return known(Outcome.class, code, "outcome", result);
    }

    private static <E extends Enum<E> & Coded> Optional<E> known(Class<E> type, int code, String column, long result) {
        Optional<E> value = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.code() == code)
                .findFirst();
        if (value.isEmpty() && TOLD.add(column + code)) {
            log.atError()
                    .addKeyValue("result", result)
                    .log(
                            "Result {} has the {} {}, which nobody knows; such rows are left alone. Look for them in the table"
                                    + " result and put them right by hand.",
                            result,
                            column,
                            code);
        }
        return value;
    }
}
