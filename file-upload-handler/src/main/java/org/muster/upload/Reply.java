package org.muster.upload;

import java.util.OptionalLong;
import org.muster.common.protocol.XmlText;

/**
 * The answer to a client. It always travels with HTTP status 200, because a client reads the body of no other.
 *
 * @param status what the client is to do
 * @param fileSize bytes that are stored, only in the answer to a size query
 * @param message why, in plain words; empty when all is well
 */
record Reply(Status status, OptionalLong fileSize, String message) {
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
        return new Reply(Status.SUCCESS, OptionalLong.empty(), "");
    }

    static Reply size(long bytes) {
        return new Reply(Status.SUCCESS, OptionalLong.of(bytes), "");
    }

    static Reply later(String why) {
        return new Reply(Status.TRANSIENT, OptionalLong.empty(), why);
    }

    static Reply never(String why) {
        return new Reply(Status.PERMANENT, OptionalLong.empty(), why);
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
