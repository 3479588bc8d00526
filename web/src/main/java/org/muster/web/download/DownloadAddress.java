package org.muster.web.download;

import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileNames;

/**
 * What follows the download URL and its slash:
 *
 * <pre>
 * {directory}/{name}         input file, and its compressed twin {name}.gz; also with more directories
 * {name}                     file of an application version
 * </pre>
 *
 * @param directories hashed directories with slashes between them, empty for none
 * @param name a legal file name
 */
record DownloadAddress(String directories, String name) {
    private static final Pattern DIRECTORIES =
            Pattern.compile("[0-9a-f]{1,7}(/[0-9a-f]{1,7}){0," + (FanOut.MOST_LEVELS - 1) + "}");
    private static final String TWIN = ".gz";
    private static final String RECORD = ".md5";

    /** Reads an address, decoded once; empty when it can be no file's. */
    static Optional<DownloadAddress> parse(String text) {
        int slash = text.lastIndexOf('/');
        String directories = slash < 0 ? "" : text.substring(0, slash);
        String name = text.substring(slash + 1);
        return (slash < 0 || DIRECTORIES.matcher(directories).matches()) && FileNames.isLegal(name)
                ? Optional.of(new DownloadAddress(directories, name))
                : Optional.empty();
    }

    /** The address itself: relative, with slashes. */
    String path() {
        return directories.isEmpty() ? name : directories + "/" + name;
    }

    /** True for the name of a compressed twin, which may also be that of a file in its own right. */
    boolean isTwin() {
        return name.endsWith(TWIN) && FileNames.isLegal(owner());
    }

    /** The file beside which this one lies if it is a companion; otherwise the name itself. */
    String owner() {
        String owner = name;
        for (String suffix : new String[] {TWIN, RECORD}) {
            if (name.endsWith(suffix)) {
                owner = name.substring(0, name.length() - suffix.length());
            }
        }
        return FileNames.isLegal(owner) ? owner : name;
    }
}
