package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.files.FileNames;
import org.muster.upload.Admission.Admitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request: header, admission, turn, file. A success is answered only when the file is
 * durable. Thread-safe; holds one buffer for each upload that runs, never a whole file.
 */
final class UploadDesk {
    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);
    private static final int CHUNK = 64 * 1024;

    private final UploadGate gate;
    private final UploadArea area;
    private final UploadTurns turns;
    private final Duration patience;

    /** @param patience how long a newer upload of a file waits for the older one to let go */
    UploadDesk(UploadGate gate, UploadArea area, UploadTurns turns, Duration patience) {
        this.gate = gate;
        this.area = area;
        this.turns = turns;
        this.patience = patience;
    }

    /**
     * Answers a request.
     *
     * @param body read as far as needed, not always to its end
     * @param hangUp closes the request's connection; called from another thread when a newer upload takes over
     */
    Reply answer(InputStream body, Runnable hangUp, Certificates certificates) throws InterruptedException {
        UploadRequest request;
        try {
            request = RequestReader.read(body);
        } catch (IOException e) {
            return Reply.later("the connection broke in the header");
        }
        return switch (request) {
            case UploadRequest.Unrecognized unrecognized -> Reply.later("no command");
            case UploadRequest.SizeQuery query -> size(query.name());
            case UploadRequest.FileUpload upload ->
                switch (Admission.of(upload, certificates)) {
                    case Admission.Refused refused -> refused.reply();
                    case Admitted admitted -> receive(admitted, body, hangUp);
                };
        };
    }

    private Reply size(String name) {
        if (!FileNames.isLegal(name)) {
            return Reply.never("the file name is not allowed");
        }
        try (UploadTurns.Turn turn = turns.tryTake(name).orElse(null)) {
            if (gate.isNearlyFull()) {
                return Reply.later("Server is out of disk space");
            }
            return turn == null ? beingWritten(name) : storedSize(name);
        } catch (IOException e) {
            return diskTrouble(name, e);
        }
    }

    private Reply storedSize(String name) throws IOException {
        OptionalLong finished = area.finishedSize(name);
        if (finished.isPresent() || !area.hasUnfinished(name)) {
            return Reply.size(finished.orElse(0));
        }
        try (PartialFile file = PartialFile.open(area, name).orElse(null)) {
            return file == null ? beingWritten(name) : Reply.size(file.size());
        }
    }

    private Reply receive(Admitted upload, InputStream body, Runnable hangUp) throws InterruptedException {
        Optional<UploadTurns.Turn> taken = turns.takeOver(upload.name(), hangUp, patience);
        if (taken.isEmpty()) {
            return beingWritten(upload.name());
        }
        try (UploadTurns.Turn turn = taken.get()) {
            if (area.finishedSize(upload.name()).isPresent()) {
                return Reply.success();
            }
            try (PartialFile file = PartialFile.open(area, upload.name()).orElse(null)) {
                if (file == null) {
                    return beingWritten(upload.name());
                }
                if (area.finishedSize(upload.name()).isPresent()) {
                    file.discard();
                    return Reply.success();
                }
                return receive(upload, body, file);
            }
        } catch (IOException e) {
            return diskTrouble(upload.name(), e);
        }
    }

    private static Reply receive(Admitted upload, InputStream body, PartialFile file) throws IOException {
        long stored = file.size();
        return switch (Continuation.of(stored, upload.offset(), upload.bytes())) {
            case GAP ->
                Reply.later("only " + stored + " bytes of the file are stored, it cannot go on at " + upload.offset());
            case COMPLETE -> {
                file.beginFinishing();
                yield finish(upload, file);
            }
            case RECEIVE -> {
                long missing = copy(upload, body, file);
                yield missing == 0
                        ? finish(upload, file)
                        : Reply.later(missing + " of " + upload.bytes() + " bytes are still missing");
            }
        };
    }

    /** Copies what arrives to its place, and returns how many bytes did not arrive. */
    private static long copy(Admitted upload, InputStream body, PartialFile file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long position = upload.offset();
        while (position < upload.bytes()) {
            int read = read(body, chunk, (int) Math.min(CHUNK, upload.bytes() - position));
            if (read < 0) {
                break;
            }
            if (position + read == upload.bytes()) {
                file.beginFinishing();
            }
            file.write(ByteBuffer.wrap(chunk, 0, read), position);
            position += read;
        }
        return upload.bytes() - position;
    }

    /** A connection that breaks is to us like one that ends: what came is kept. */
    private static int read(InputStream body, byte[] chunk, int wanted) {
        try {
            return body.read(chunk, 0, wanted);
        } catch (IOException e) {
            LOG.debug("An upload broke off", e);
            return -1;
        }
    }

    private static Reply finish(Admitted upload, PartialFile file) throws IOException {
        return file.finish(upload.bytes(), upload.md5())
                ? Reply.success()
                : Reply.later("the data do not have the MD5 that was sent with them; send them again");
    }

    private static Reply beingWritten(String name) {
        return Reply.later("the file " + name + " is being written by another connection");
    }

    private static Reply diskTrouble(String name, IOException e) {
        LOG.error(
                "Cannot store the upload {}: {}. Check room and permissions of the upload directory",
                name,
                e.toString());
        return Reply.later("the server cannot write the file now: " + reason(e));
    }

    /** The operating system's words, without the server's paths. */
    private static String reason(IOException e) {
        String words = e instanceof FileSystemException atPath ? atPath.getReason() : e.getMessage();
        return words == null ? e.getClass().getSimpleName() : words;
    }
}
