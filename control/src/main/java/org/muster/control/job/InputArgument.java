package org.muster.control.job;

/** An input file as it is given with a job. */
public sealed interface InputArgument {

    /** A file of this machine, or the name of one that has been staged. */
    record Named(String name) implements InputArgument {}

    /** A file elsewhere, of which nothing is staged. */
    record Remote(String url, long bytes, String md5) implements InputArgument {}
}
