package org.muster.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.protocol.XmlText;

/**
 * The answer to a client. It always travels with HTTP status 200, because a client reads the body of no other.
 *
 * @param status what the client is to do
 * @param fileSize bytes that are stored, only in the answer to a size query
 * @param message why, in plain words; empty when all is well
 * @param delay when it is worth trying again, if that is known. Stock clients know nothing of it: to status 1 they wait
 *     about 2 minutes, then twice as long each time up to 6 hours, all of a project's uploads after three failures
 */
record Reply(Status status, OptionalLong fileSize, String message, Optional<Duration> delay) {
    /** What the client makes of the answer; the codes are the protocol's. */
    enum Status {
        /** Done, and durable: the client may delete its copy. */
        SUCCESS(0),
        /** Not now: the client keeps the file and tries again. */
        TRANSIENT(1),
        /** Never: the client gives the file up, and its data are lost. */
        PERMANENT(-1);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    static Reply success() {
        return new Reply(Status.SUCCESS, OptionalLong.empty(), "", Optional.empty());
    }

    static Reply size(long bytes) {
        return new Reply(Status.SUCCESS, OptionalLong.of(bytes), "", Optional.empty());
    }

    /** Worth trying again at once, perhaps from another offset. */
    static Reply later(String why) {
        return new Reply(Status.TRANSIENT, OptionalLong.empty(), why, Optional.empty());
    }

    /** Worth trying again after some time. */
    static Reply later(String why, Duration delay) {
        return new Reply(Status.TRANSIENT, OptionalLong.empty(), why, Optional.of(delay));
    }

    static Reply never(String why) {
        return new Reply(Status.PERMANENT, OptionalLong.empty(), why, Optional.empty());
    }

    /** The body of the HTTP reply. */
    String text() {
        StringBuilder text = new StringBuilder("<data_server_reply>\n");
        text.append("    <status>").append(status.code()).append("</status>\n");
        fileSize.ifPresent(size -> text.append("    <file_size>").append(size).append("</file_size>\n"));
        if (!message.isEmpty()) {
            text.append("    <message>").append(XmlText.escape(message)).append("</message>\n");
        }
        return text.append("</data_server_reply>\n").toString();
    }
}
