package org.muster.scheduler.rules;

/**
 * How an application's work is spread over computers: columns of its row in {@code app}.
 *
 * @param id the application
 * @param name its short name
 * @param friendlyName the name people see
 * @param weight its share of the job cache compared with other applications, above 0
 * @param redundancy which computers may share a workunit
 * @param sameVersion whether all results of a workunit are computed with one version
 * @param replicas results wanted of a workunit that is sent to a computer not trusted yet; 0 or 1 when nobody is trusted
 *     more than others
 * @param beta whether it is under test
 * @param nonCpuIntensive whether it hardly uses the processor; a computer gets one task of it
 * @param locality whether computers that have its input files are preferred
 */
public record ApplicationPolicy(
        long id,
        String name,
        String friendlyName,
        double weight,
        HomogeneousClass redundancy,
        boolean sameVersion,
        int replicas,
        boolean beta,
        boolean nonCpuIntensive,
        boolean locality) {

    /** An application of which only the id is known, and that asks for nothing special. */
    public static ApplicationPolicy plain(long id) {
        return new ApplicationPolicy(
                id, "", "this application", 1, HomogeneousClass.NONE, false, 0, false, false, false);
    }
}
