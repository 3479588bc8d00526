package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks to an upload handler through bare sockets, so that a test can break off wherever it likes. */
record UploadClient(int port) {
    private static final int READ_TIMEOUT_MILLISECONDS = 20_000;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** An HTTP answer: the status line with the headers, and the body. */
    record Answer(String head, String body) {
        int status() {
            return Integer.parseInt(element("status"));
        }

        long fileSize() {
            return Long.parseLong(element("file_size"));
        }

        String message() {
            return element("message");
        }

        private String element(String tag) {
            Matcher found = Pattern.compile("<" + tag + ">(.*)</" + tag + ">").matcher(body);
            if (!found.find()) {
                throw new AssertionError("no <" + tag + "> in " + head + body);
            }
            return found.group(1);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MILLISECONDS);
        return socket;
    }

    Answer upload(UploadHeader header, byte[] data) throws IOException {
        return post(header.with(data));
    }

    Answer size(String name) throws IOException {
        return post("""
                <data_server_request>
                    <core_client_major_version>7</core_client_major_version>
                    <get_file_size>%s</get_file_size>
                </data_server_request>
                """.formatted(name).getBytes(US_ASCII));
    }

    /** Asks for the size until the answer is as expected; an upload that was cut off may take a moment to be noticed. */
    Answer sizeOnce(String name, Predicate<Answer> expected) throws IOException {
        Instant deadline = Instant.now().plus(DEADLINE);
        Answer answer = size(name);
        while (!expected.test(answer)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still answered " + answer.body());
            }
            Thread.onSpinWait();
            answer = size(name);
        }
        return answer;
    }

    Answer post(byte[] body) throws IOException {
        return exchange(head(body.length), body);
    }

    Answer exchange(String head, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(US_ASCII));
            out.write(body);
            out.flush();
            return answer(socket.getInputStream());
        }
    }

    /** Sends the head and only the first bytes of the body, and breaks the connection. */
    void cutOff(byte[] body, int sent) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(body.length).getBytes(US_ASCII));
            out.write(Arrays.copyOf(body, sent));
            out.flush();
        }
    }

    static String head(long length, String... more) {
        String extra = more.length == 0 ? "" : String.join("\r\n", more) + "\r\n";
        return "POST " + UploadServer.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "User-Agent: BOINC client (x86_64-pc-linux-gnu 7.20.5)\r\nAccept: */*\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n" + extra + "Content-Length: " + length
                + "\r\n\r\n";
    }

    /** Reads one HTTP answer that has a Content-Length or ends with the connection. */
    static Answer answer(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server hung up after: " + head.toString(US_ASCII));
            }
            head.write(next);
        }
        String text = head.toString(US_ASCII);
        Matcher length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(text);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
        return new Answer(text, new String(body, US_ASCII));
    }
}
