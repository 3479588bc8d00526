package org.muster.web.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.muster.common.protocol.XmlWriter;

/** A file of the export while it is written; durable when it was closed by {@link #finish}. For one thread. */
final class ExportFile implements AutoCloseable {
    static final String PROLOG = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    private static final int BUFFER = 64 * 1024;

    private final String root;
    private final FileChannel channel;
    private final GZIPOutputStream compressed;
    private final OutputStream out;

    ExportFile(Path file, String root) throws IOException {
        this.root = root;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.compressed = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.out = new BufferedOutputStream(compressed, BUFFER);
        write(PROLOG + "<" + root + ">\n");
    }

    void write(XmlWriter records) throws IOException {
        records.writeTo(out);
    }

    /** Ends the document and forces it to disk. */
    void finish() throws IOException {
        write("</" + root + ">\n");
        out.flush();
        compressed.finish();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }
}
