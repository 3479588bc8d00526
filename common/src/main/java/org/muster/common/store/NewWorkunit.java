package org.muster.common.store;

/**
 * What is known of a workunit when it is made. Everything else starts at its default; its transition time
 * is the moment of creation, so the transitioner makes its results at once.
 *
 * @param appId application
 * @param name unique, a legal file name of at most 180 bytes (results append {@code _n})
 * @param document workunit.xml_doc: input files and command line
 * @param needs what a host must bring
 * @param replication how many results, and when to give up
 * @param resultTemplateFile output template, relative to the project directory, at most 63 bytes
 * @param priority higher is sent first
 * @param marks what else is to be written into the row
 */
public record NewWorkunit(
        long appId,
        String name,
        String document,
        Needs needs,
        Replication replication,
        String resultTemplateFile,
        int priority,
        Marks marks) {

    /** A workunit that nobody asked anything special for. */
    public NewWorkunit(
            long appId,
            String name,
            String document,
            Needs needs,
            Replication replication,
            String resultTemplateFile,
            int priority) {
        this(appId, name, document, needs, replication, resultTemplateFile, priority, Marks.NONE);
    }

    /**
     * What an operator may ask for besides, each under the name of its column.
     *
     * @param batch the batch it belongs to, 0 for none
     * @param hrClass the class of computers it is kept to from the beginning, 0 for none
     * @param sizeClass its size class, -1 for none
     * @param versionNumber the one version of the application that may compute it, 0 for any
     * @param transitionerFlags 0; 1 or 2 for work that is meant for somebody, whose results the scheduler makes
     * @param keywords numbers of keywords, at most 254 characters
     * @param credit what each valid result is granted, whatever it claims; 0 for what they claim
     * @param opaque a number that means something to the project alone
     */
    public record Marks(
            long batch,
            int hrClass,
            int sizeClass,
            int versionNumber,
            int transitionerFlags,
            String keywords,
            double credit,
            double opaque) {
        /** Nothing. */
        public static final Marks NONE = new Marks(0, 0, -1, 0, 0, "", 0, 0);
    }

    /**
     * What a host must bring.
     *
     * @param fpopsEstimate floating-point operations expected, above 0
     * @param fpopsBound operations after which the client gives up, above 0
     * @param memoryBound bytes of memory
     * @param diskBound bytes of disk, above 0
     * @param delayBound seconds from sending to deadline
     */
    public record Needs(double fpopsEstimate, double fpopsBound, double memoryBound, double diskBound, int delayBound) {
        public Needs {
            if (fpopsEstimate <= 0 || fpopsBound <= 0 || diskBound <= 0 || delayBound <= 0) {
                throw new IllegalArgumentException(
                        "fpops estimate, fpops bound, disk bound and delay bound must be above zero");
            }
        }
    }

    /**
     * How often a workunit is computed. {@code minQuorum ≤ target ≤ maxSuccess ≤ maxTotal} and
     * {@code maxError ≤ maxTotal}.
     */
    public record Replication(int minQuorum, int target, int maxError, int maxTotal, int maxSuccess) {
        public Replication {
            if (minQuorum < 1 || minQuorum > target || target > maxSuccess || maxSuccess > maxTotal) {
                throw new IllegalArgumentException(
                        "wanted 1 <= min_quorum <= target_nresults <= max_success_results <= max_total_results, got "
                                + minQuorum + ", " + target + ", " + maxSuccess + ", " + maxTotal);
            }
            if (maxError > maxTotal) {
                throw new IllegalArgumentException("max_error_results must not exceed max_total_results");
            }
        }

        /** Every result computed by two hosts that must agree. */
        public static Replication quorumOfTwo() {
            return new Replication(2, 2, 4, 8, 4);
        }

        /** One result is enough. */
        public static Replication single() {
            return new Replication(1, 1, 3, 6, 3);
        }
    }
}
