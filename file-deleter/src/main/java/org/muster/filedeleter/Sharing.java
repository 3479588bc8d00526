package org.muster.filedeleter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.filedeleter.reference.ReferenceCatalogue;
import org.muster.filedeleter.reference.SharedInputs;

/** Whether files of a queue may have other users than the row that lets them go. */
interface Sharing {

    /** Every result has output files of its own: their names hold the result's name. */
    Sharing NONE = new Sharing() {
        @Override
        public boolean isKnown() {
            return true;
        }

        @Override
        public Set<String> letGo(Map<Long, List<String>> files) {
            return Set.of();
        }
    };

    /** Input files may be named by several workunits. */
    static Sharing ofInputs(ReferenceCatalogue catalogue, SharedInputs inputs) {
        return new Sharing() {
            @Override
            public boolean isKnown() {
                return catalogue.catchUp();
            }

            @Override
            public Set<String> letGo(Map<Long, List<String>> files) {
                return inputs.letGo(files);
            }
        };
    }

    /** Does a bounded piece of what must be done to know the users; false as long as more is to be done. */
    boolean isKnown();

    /** Notes that rows, by id, need these files no longer; returns those that another row still needs. */
    Set<String> letGo(Map<Long, List<String>> files);
}
