package org.muster.control.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.muster.control.UserErrorException;

/** The list of all files of a backup, in the order of {@link FileLine#ORDER}. Read and written line by line. */
final class Manifest {
    static final String NAME = "files.tsv.gz";

    private static final int BUFFER = 64 * 1024;

    private Manifest() {}

    /** Writes lines into a stream that the caller closes. */
    static final class Writer {
        private final GZIPOutputStream compressed;
        private final BufferedWriter out;

        Writer(OutputStream file) throws IOException {
            compressed = new GZIPOutputStream(file, BUFFER);
            out = new BufferedWriter(new OutputStreamWriter(compressed, UTF_8), BUFFER);
        }

        void write(FileLine line) throws IOException {
            out.write(line.text());
            out.write('\n');
        }

        /** Writes the end; not durable yet. */
        void finish() throws IOException {
            out.flush();
            compressed.finish();
        }
    }

    /** Gives the lines one after the other; can be asked for the line that comes next without taking it. */
    static final class Reader implements AutoCloseable {
        private final Path file;
        private final Optional<BufferedReader> in;
        private Optional<FileLine> next;

        private Reader(Path file, Optional<BufferedReader> in) throws IOException {
            this.file = file;
            this.in = in;
            this.next = read();
        }

        Optional<FileLine> peek() {
            return next;
        }

        Optional<FileLine> take() throws IOException {
            Optional<FileLine> taken = next;
            next = read();
            return taken;
        }

        private Optional<FileLine> read() throws IOException {
            if (in.isEmpty()) {
                return Optional.empty();
            }
            String line = in.get().readLine();
            try {
                return Optional.ofNullable(line).map(FileLine::of);
            } catch (RuntimeException e) {
                throw new UserErrorException(file + " is damaged: " + e.getMessage());
            }
        }

        @Override
        public void close() {
            in.ifPresent(reader -> {
                try {
                    reader.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Opens a manifest. */
    static Reader read(Path file) throws IOException {
        return new Reader(
                file,
                Optional.of(new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), BUFFER), UTF_8),
                        BUFFER)));
    }

    /** One without lines. */
    static Reader none() throws IOException {
        return new Reader(Path.of(NAME), Optional.empty());
    }
}
