package org.muster.science.app;

/** The names by which the application's files are known in a slot directory, and the main program as a resource. */
public final class LogicalNames {
    /** The application's name, and the file name that its main program has where nobody gave it another. */
    public static final String APPLICATION = "spike_search";

    /** The jar of the application, as the application version's files name it. */
    public static final String JAR = "spike_search.jar";

    /** The input, as the workunit names it. */
    public static final String PIECE = "piece";

    /** The output, as the result names it. */
    public static final String SPIKES = "spikes";

    /** The main program, a POSIX shell script, as a resource beside this class. */
    public static final String MAIN_PROGRAM_RESOURCE = "spike_search.sh";

    private LogicalNames() {}
}
