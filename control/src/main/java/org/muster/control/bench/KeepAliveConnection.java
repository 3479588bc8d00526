package org.muster.control.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection that is kept open, as cheap as a load generator needs it to be when it shares the machine with
 * what it measures: answers must state their length. Used by one thread.
 */
final class KeepAliveConnection implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 120_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final String host;
    private final InputStream in;
    private final OutputStream out;

    KeepAliveConnection(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        socket.connect(server, PATIENCE_MILLISECONDS);
        host = server.getHostString() + ":" + server.getPort();
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    /**
     * Posts a body and reads the answer.
     *
     * @param path the address' path
     * @throws IOException when the connection breaks, or the status is not 200
     */
    byte[] post(String path, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nUser-Agent: BOINC client (x86_64-pc-linux-gnu 7.20.5)\r\nAccept: */*\r\nContent-Length: "
                        + body.length + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        out.write(message);
        out.flush();
        return answer();
    }

    /** Posts a body in two parts, of which the second may be large and shared by many connections; it is not copied. */
    byte[] post(String path, byte[] beginning, byte[] rest) throws IOException {
        long length = (long) beginning.length + rest.length;
        out.write(("POST " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nUser-Agent: BOINC client (x86_64-pc-linux-gnu 7.20.5)\r\nAccept: */*\r\nContent-Length: "
                        + length + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(beginning);
        out.write(rest);
        out.flush();
        return answer();
    }

    private byte[] answer() throws IOException {
        String status = line();
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        if (!status.contains(" 200 ") || length < 0) {
            throw new IOException("the server answered: " + status + (length < 0 ? " without a length" : ""));
        }
        return in.readNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
