package org.muster.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes the configuration file. {@code ${NAME}} and {@code ${NAME:default}} in it stand for
 * environment variables, so that containers need no file of their own.
 */
public final class ConfigFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::([^}]*))?}");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ConfigFile() {}

    /**
     * Reads a configuration.
     *
     * @throws ConfigException when the file is missing, is not YAML, or holds an unknown, missing or impossible
     *     setting; the message names the file and the key
     */
    public static MusterConfig read(Path file, Map<String, String> environment) {
        try {
            return YAML.readValue(filledIn(Files.readString(file), environment), MusterConfig.class);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration file " + file, e);
        } catch (UnrecognizedPropertyException e) {
            throw new ConfigException(
                    file + ": unknown setting '" + e.getPropertyName() + "' at line "
                            + e.getLocation().getLineNr() + "; known there: " + e.getKnownPropertyIds(),
                    e);
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + ": " + firstCause(e), e);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The text of a configuration as {@link #read} takes it. */
    public static String text(MusterConfig config) {
        try {
            return YAML.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String filledIn(String text, Map<String, String> environment) {
        return text.lines()
                .map(line -> line.stripLeading().startsWith("#") ? line : filledInLine(line, environment))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String filledInLine(String line, Map<String, String> environment) {
        return VARIABLE.matcher(line).replaceAll(match -> {
            String value = environment.getOrDefault(match.group(1), match.group(2));
            if (value == null) {
                throw new ConfigException(
                        "the configuration names ${" + match.group(1) + "} but the environment has no such variable");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String firstCause(JsonProcessingException thrown) {
        Throwable cause = thrown.getCause() instanceof IllegalArgumentException refused ? refused : thrown;
        return cause instanceof JsonProcessingException json
                ? json.getOriginalMessage() + " (line "
                        + (json.getLocation() == null ? "?" : json.getLocation().getLineNr()) + ")"
                : cause.getMessage();
    }
}
