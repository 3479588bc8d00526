package org.muster.scheduler.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator wrote into files of the project directory, as of now. Immutable.
 *
 * @param links {@code gui_urls.xml}: links that clients show, with gaps that are filled for each volunteer
 * @param files {@code project_files.xml}: files that every client keeps, such as pictures
 * @param notice {@code notice.txt}: one text for all volunteers, shown as long as the file is there
 * @param unwanted {@code file_delete_regex}: names of files that clients need not keep any more, a regular expression a
 *     line
 */
public record ProjectTexts(ProjectLinks links, String files, String notice, List<Pattern> unwanted) {

    /** No file is there. */
    public static final ProjectTexts NONE = new ProjectTexts(ProjectLinks.NONE, "", "", List.of());

    private static final Logger log = LoggerFactory.getLogger(ProjectTexts.class);

    public ProjectTexts {
        unwanted = List.copyOf(unwanted);
    }

    /** The expressions of a file, a line each; one that cannot be read is reported and left out. */
    static List<Pattern> expressions(String lines) {
        List<Pattern> patterns = new ArrayList<>();
        for (String line :
                lines.lines().map(String::strip).filter(text -> !text.isEmpty()).toList()) {
            try {
                patterns.add(Pattern.compile(line));
            } catch (PatternSyntaxException e) {
                log.error("file_delete_regex is left out where it says \"{}\": {}", line, e.getMessage());
            }
        }
        return patterns;
    }

    /** Those of a client's files that it need not keep any more. */
    public List<String> unwantedAmong(List<String> names) {
        return names.stream()
                .filter(name -> unwanted.stream()
                        .anyMatch(pattern -> pattern.matcher(name).find()))
                .toList();
    }
}
