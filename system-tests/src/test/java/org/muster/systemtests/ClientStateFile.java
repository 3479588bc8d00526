package org.muster.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The file in which a stopped client keeps what it knows. */
final class ClientStateFile {
    private ClientStateFile() {}

    /** Takes a task out of it, as if it had been damaged or restored from an older copy. */
    static void forget(Path directory, String result) throws IOException {
        for (String name : List.of("client_state.xml", "client_state_prev.xml")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                String text = Files.readString(file);
                String less = without(without(text, "result", "name", result), "active_task", "result_name", result);
                Files.writeString(file, less);
            }
        }
    }

    private static String without(String text, String element, String key, String value) {
        String block = "<" + element + ">(?:(?!</" + element + ">).)*<" + key + ">" + Pattern.quote(value) + "</" + key
                + ">.*?</" + element + ">\\s*";
        return Pattern.compile(block, Pattern.DOTALL).matcher(text).replaceAll("");
    }
}
