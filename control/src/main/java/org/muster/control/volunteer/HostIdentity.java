package org.muster.control.volunteer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.muster.common.files.FileDigest;

/**
 * What a computer remembers between its runs, so that the project knows it again after a kill.
 *
 * @param hostId the project's number for it, 0 before the first reply
 * @param sequence number of the next scheduler request
 * @param hostKey the computer's own identifier, 32 hexadecimal digits
 */
record HostIdentity(long hostId, long sequence, String hostKey) {
    private static final String FILE = "host.properties";

    /** The remembered identity, or a new one that follows from the account. */
    static HostIdentity load(Path directory, Account account) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new HostIdentity(
                    0,
                    0,
                    FileDigest.of(("host of " + account.email()).getBytes(UTF_8))
                            .md5());
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new HostIdentity(
                Long.parseLong(properties.getProperty("hostId")),
                Long.parseLong(properties.getProperty("sequence")),
                properties.getProperty("hostKey"));
    }

    void save(Path directory) throws IOException {
        String text = "hostId=" + hostId + "\nsequence=" + sequence + "\nhostKey=" + hostKey + "\n";
        Path part = directory.resolve(FILE + ".part");
        Files.writeString(part, text);
        Files.move(part, directory.resolve(FILE), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** After a request: one further, or at 0 again under the new id the project gave. */
    HostIdentity after(SchedulerAnswer answer) {
        return answer.hostId() != 0
                ? new HostIdentity(answer.hostId(), 0, hostKey)
                : new HostIdentity(hostId, sequence + 1, hostKey);
    }
}
