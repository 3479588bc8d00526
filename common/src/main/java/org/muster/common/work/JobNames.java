package org.muster.common.work;

import java.util.regex.Pattern;

/** The names of results and of their output files. */
public final class JobNames {
    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,9}");

    private JobNames() {}

    /** The name of a workunit's n-th result, n counted from 0. */
    public static String result(String workunitName, int number) {
        return workunitName + "_" + number;
    }

    /**
     * The number of a result within its workunit: what follows the last underscore of its name.
     *
     * @return the number, or −1 if the name does not end in one
     */
    public static int number(String resultName) {
        String digits = resultName.substring(resultName.lastIndexOf('_') + 1);
        return SHORT_NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
    }

    /**
     * What the names of a result's output files begin with. The random number keeps a volunteer from guessing, and
     * uploading in its place, the output of another volunteer's copy of the same work.
     */
    public static String outputPrefix(String resultName, long random) {
        return resultName + "_r" + random + "_";
    }
}
