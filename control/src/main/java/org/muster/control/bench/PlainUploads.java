package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.muster.common.files.FanOut;

/**
 * The least that anything which takes uploads over HTTP can do, as a measure for the file upload handler: of the body
 * what follows {@code <data>} is written under another name and renamed. No certificate, size or digest is checked, nothing
 * is forced to disk.
 */
final class PlainUploads extends Handler.Abstract {
    private static final byte[] DATA = "<data>\n".getBytes(US_ASCII);
    private static final byte[] NAME = "<name>".getBytes(US_ASCII);
    private static final byte[] TAG = "<".getBytes(US_ASCII);
    /** Enough for whole small uploads, and for the head of any. */
    private static final int BEGINNING = 64 * 1024;

    private static final String ACKNOWLEDGED = "<data_server_reply>\n    <status>0</status>\n</data_server_reply>\n";

    private final Path directory;

    PlainUploads(Path directory) {
        this.directory = directory;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            int data = end(beginning, DATA, 0);
            int name = end(beginning, NAME, 0);
            String called = new String(beginning, name, end(beginning, TAG, name) - TAG.length - name, US_ASCII);
            store(called, ByteBuffer.wrap(beginning, data, beginning.length - data), in);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ACKNOWLEDGED.length());
        Content.Sink.write(response, true, ACKNOWLEDGED, callback);
        return true;
    }

    private void store(String name, ByteBuffer first, InputStream rest) throws IOException {
        String path = FanOut.STANDARD.path(name);
        Path target = directory.resolve(path);
        Path unfinished = directory.resolve(".partial").resolve(path);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            while (first.hasRemaining()) {
                channel.write(first);
            }
            rest.transferTo(Channels.newOutputStream(channel));
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where a word ends. */
    private static int end(byte[] text, byte[] word, int from) throws IOException {
        for (int at = from; at + word.length <= text.length; at++) {
            int same = 0;
            while (same < word.length && text[at + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return at + same;
            }
        }
        throw new IOException("the request has no " + new String(word, US_ASCII));
    }
}
