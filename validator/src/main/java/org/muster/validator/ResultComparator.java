package org.muster.validator;

import java.io.IOException;
import java.util.List;

/**
 * What an application knows about its own output. Implementations are used by several threads at once.
 *
 * @param <C> what one result's output is read into; kept in memory while its workunit is looked at
 */
public interface ResultComparator<C> {

    /**
     * Reads a result's output.
     *
     * @param workunitName the workunit that the output must be about
     * @param outputs the files of the result's document, in its order; those that must be there are
     * @throws UnusableOutputException if it can never be used; the result is then an error of its host
     * @throws IOException if it cannot be read at the moment; the result is looked at again later
     */
    C read(String workunitName, List<OutputFile> outputs) throws UnusableOutputException, IOException;

    /** Compares two outputs; the same whichever comes first. Says of every output that it is the same as itself. */
    Agreement compare(C one, C other);
}
