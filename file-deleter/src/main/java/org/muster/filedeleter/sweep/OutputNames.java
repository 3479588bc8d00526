package org.muster.filedeleter.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which names the result of an output file may be found. The file's name is {@code RESULT_rRANDOM_K}, {@code RESULT_K}
 * from older BOINC servers, with whatever the project's template has before and behind it.
 */
final class OutputNames {

    private static final Pattern RANDOM = Pattern.compile("_r\\d+_");
    /** Names of results end in their number. */
    private static final Pattern NUMBER = Pattern.compile("_\\d+_");

    private OutputNames() {}

    /** Whether the name has the parts that the name of every output file has. */
    static boolean isPossible(String file) {
        return NUMBER.matcher(file).find();
    }

    /** The usual answer: what stands before the random number, or before the last underscore. */
    static List<String> likelyResults(String file) {
        return ends(file).stream().map(end -> file.substring(0, end)).toList();
    }

    /** Every other answer: a template may put text of its own before the result's name. */
    static List<String> otherResults(String file) {
        List<String> names = new ArrayList<>();
        for (int end : ends(file)) {
            for (int begin = 1; begin < end; begin++) {
                names.add(file.substring(begin, end));
            }
        }
        return names;
    }

    private static List<Integer> ends(String file) {
        List<Integer> ends = new ArrayList<>();
        Matcher random = RANDOM.matcher(file);
        for (int from = 0; random.find(from); from = random.start() + 1) {
            ends.add(random.start());
        }
        if (ends.isEmpty() && file.lastIndexOf('_') > 0) {
            ends.add(file.lastIndexOf('_'));
        }
        return ends;
    }
}
