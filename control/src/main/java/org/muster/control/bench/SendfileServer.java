package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The floor of a download benchmark: answers every request with a file by {@code sendfile}, a thread for each connection,
 * and understands nothing of HTTP but where a request ends and what it names.
 */
final class SendfileServer {
    private static final int LARGEST_REQUEST = 8192;

    private SendfileServer() {}

    /** Serves the directory of the first argument on the port of the second, until it is ended. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])));
            while (true) {
                SocketChannel socket = listening.accept();
                Thread.ofPlatform().start(() -> serve(root, socket));
            }
        }
    }

    private static void serve(Path root, SocketChannel socket) {
        try (socket) {
            ByteBuffer request = ByteBuffer.allocateDirect(LARGEST_REQUEST);
            while (socket.read(request) >= 0) {
                String text = US_ASCII.decode(request.duplicate().flip()).toString();
                if (text.endsWith("\r\n\r\n")) {
                    send(root.resolve(text.substring(text.indexOf('/') + 1, text.indexOf(" HTTP"))), socket);
                    request.clear();
                }
            }
        } catch (IOException goneAway) {
            // A client that closes its connection ends this thread, and that is all.
        }
    }

    private static void send(Path path, SocketChannel socket) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            long size = file.size();
            socket.write(
                    ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n").getBytes(US_ASCII)));
            for (long sent = 0; sent < size; ) {
                sent += file.transferTo(sent, size - sent, socket);
            }
        }
    }
}
