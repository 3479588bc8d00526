package org.muster.web.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts that the operator may put into the project directory: {@code description.txt}, paragraphs for the home page with
 * empty lines between them, and {@code terms_of_use.txt}. Read anew each time, so that a change shows at once.
 *
 * @param projectDirectory where they lie
 */
public record ProjectTexts(Path projectDirectory) {
    private static final Logger log = LoggerFactory.getLogger(ProjectTexts.class);
    /** Clients read no more of a project's configuration than this. */
    private static final int LONGEST = 64 * 1024;

    /** What the project is, in paragraphs; something that is true of every project when its operator says nothing. */
    List<String> description(String projectName) {
        return read("description.txt")
                .map(text -> Arrays.stream(text.split("\\R\\s*\\R"))
                        .map(String::strip)
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList())
                .orElseGet(() -> List.of(projectName
                        + " is a volunteer computing project. A large computation is cut into small tasks, and computers"
                        + " of volunteers all over the world work through them. Yours can be one of them."));
    }

    /** What volunteers must agree to, if there is anything. */
    public Optional<String> termsOfUse() {
        return read("terms_of_use.txt");
    }

    private Optional<String> read(String name) {
        Path file = projectDirectory.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > LONGEST) {
                log.warn("{} is longer than {} bytes and is not shown", file, LONGEST);
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            log.warn("Cannot read {}: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
