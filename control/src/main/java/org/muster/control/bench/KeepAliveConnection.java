package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One HTTP/1.1 connection that is kept open, as cheap as a load generator needs it to be when it shares the machine with
 * what it measures: answers must state their length. Used by one thread.
 */
final class KeepAliveConnection implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 120_000;
    private static final int SPARE = 2048;
    private static final int BUFFER = 16 * 1024;
    private static final String LENGTH = "\ncontent-length:";
    private static final String CLIENT = "\r\nUser-Agent: BOINC client (x86_64-pc-linux-gnu 7.20.5)\r\nAccept: */*\r\n";

    private final Socket socket = new Socket();
    private final String host;
    private final InputStream in;
    private final OutputStream out;
    private byte[] message = {};
    private final byte[] received = new byte[BUFFER];
    private int begin;
    private int end;

    KeepAliveConnection(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        socket.connect(server, PATIENCE_MILLISECONDS);
        host = server.getHostString() + ":" + server.getPort();
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /**
     * Posts a body and reads the answer.
     *
     * @param path the address' path
     * @throws IOException when the connection breaks, or the status is not 200
     */
    byte[] post(String path, byte[] body) throws IOException {
        byte[] head = postHead(path, body.length);
        if (message.length < head.length + body.length) {
            message = new byte[head.length + body.length + SPARE];
        }
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        out.write(message, 0, head.length + body.length);
        return answer(path);
    }

    /** Posts a body in two parts, of which the second may be large and shared by many connections; it is not copied. */
    byte[] post(String path, byte[] beginning, byte[] rest) throws IOException {
        out.write(postHead(path, (long) beginning.length + rest.length));
        out.write(beginning);
        out.write(rest);
        return answer(path);
    }

    /**
     * Fetches a file.
     *
     * @throws IOException when the connection breaks, or the status is not 200
     */
    byte[] get(String path) throws IOException {
        out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + CLIENT + "\r\n").getBytes(ISO_8859_1));
        return answer(path);
    }

    /** The server's answer says that it is no use to try again. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private byte[] postHead(String path, long length) {
        return ("POST " + path + " HTTP/1.1\r\nHost: " + host + CLIENT + "Content-Length: " + length
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    private byte[] answer(String path) throws IOException {
        String head = head();
        int at = indexIgnoringCase(head, LENGTH);
        if (!head.startsWith(" 200 ", 8) || at < 0) {
            String said = path + " was answered: " + head.lines().findFirst().orElse("nothing")
                    + (at < 0 ? " without a length" : "");
            throw head.startsWith(" 4", 8) ? new RefusedException(said) : new IOException(said);
        }
        int from = at + LENGTH.length();
        byte[] body = new byte
                [Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip())];
        int ready = Math.min(body.length, end - begin);
        System.arraycopy(received, begin, body, 0, ready);
        begin += ready;
        if (in.readNBytes(body, ready, body.length - ready) < body.length - ready) {
            throw new EOFException("the server closed the connection");
        }
        return body;
    }

    /** Reads status and header lines; what has come of the body stays in the buffer. */
    private String head() throws IOException {
        System.arraycopy(received, begin, received, 0, end - begin);
        end -= begin;
        begin = 0;
        int seen = 0;
        while (true) {
            for (; seen + 3 < end; seen++) {
                if (received[seen] == '\r'
                        && received[seen + 1] == '\n'
                        && received[seen + 2] == '\r'
                        && received[seen + 3] == '\n') {
                    begin = seen + 4;
                    return new String(received, 0, seen + 2, ISO_8859_1);
                }
            }
            int more = end == BUFFER ? -1 : in.read(received, end, BUFFER - end);
            if (more < 0) {
                throw new EOFException("the server closed the connection");
            }
            end += more;
        }
    }

    private static int indexIgnoringCase(String text, String wanted) {
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
