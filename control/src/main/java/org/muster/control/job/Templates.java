package org.muster.control.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.work.InputTemplate;
import org.muster.common.work.MalformedTemplateException;
import org.muster.common.work.OutputTemplates;
import org.muster.control.UserErrorException;

/** The templates that jobs are made with, each read once. Used by one thread. */
final class Templates {
    private static final int LONGEST_PATH = 63;

    private final Path directory;
    private final OutputTemplates outputs;
    private final Map<String, InputTemplate> inputs = new HashMap<>();

    /** Templates below {@code files.templateDirectory}. */
    Templates(Path directory) {
        this.directory = directory;
        this.outputs = new OutputTemplates(directory);
    }

    /**
     * An input template: a path below the directory, or anywhere else.
     *
     * @throws UserErrorException when it is not there or not usable
     */
    InputTemplate input(String name) throws IOException {
        InputTemplate known = inputs.get(name);
        if (known == null) {
            Path file = Files.exists(directory.resolve(name)) ? directory.resolve(name) : Path.of(name);
            if (!Files.isReadable(file)) {
                throw new UserErrorException("there is no input template " + directory.resolve(name)
                        + "; write it, name another with --wu_template, or let  bin/muster app add  make one");
            }
            try {
                known = InputTemplate.parse(Files.readString(file));
            } catch (MalformedTemplateException malformed) {
                throw new UserErrorException(file + ": " + malformed.getMessage());
            }
            inputs.put(name, known);
        }
        return known;
    }

    /**
     * Checks that results can be made with an output template.
     *
     * @throws UserErrorException when they cannot
     */
    void requireOutput(String name) {
        if (name.length() > LONGEST_PATH) {
            throw new UserErrorException(
                    "the path of an output template has " + LONGEST_PATH + " characters at most: " + name);
        }
        if (outputs.read(List.of(name)).get(name) instanceof OutputTemplates.Reading.Broken broken) {
            throw new UserErrorException(broken.reason());
        }
    }
}
