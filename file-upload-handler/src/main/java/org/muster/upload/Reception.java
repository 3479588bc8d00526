package org.muster.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.muster.common.files.FileDigest;
import org.muster.upload.Admission.Admitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of one upload on their way from the connection to the disk. Holds no buffer and never a whole file; a success is
 * answered only when the file is durable. For one thread.
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Admitted upload;
    private final RequestBody body;
    private final PartialFile file;
    private final DiskRoom.Reservation room;
    /** Of what was written since the beginning of the file; empty when the beginning was written by an earlier upload. */
    private final Optional<MessageDigest> md5;

    /** @param room set aside for the bytes that the file lacks */
    Reception(Admitted upload, RequestBody body, PartialFile file, DiskRoom.Reservation room) {
        this.upload = upload;
        this.body = body;
        this.file = file;
        this.room = room;
        this.md5 =
                upload.offset() == 0 && upload.md5().isPresent() ? Optional.of(FileDigest.newMd5()) : Optional.empty();
    }

    /** Receives what is still missing, if anything, and finishes the file if all has come. */
    Reply receive() throws IOException {
        if (upload.offset() >= upload.bytes()) {
            file.beginFinishing();
            return finish();
        }
        try {
            long missing = copy();
            return missing == 0
                    ? finish()
                    : Reply.later(missing + " of " + upload.bytes() + " bytes are still missing");
        } catch (RequestBody.TooSlowException e) {
            return Reply.later(e.getMessage() + "; what came is kept");
        }
    }

    /** Copies what arrives to its place, and returns how many bytes did not arrive. */
    private long copy() throws IOException {
        long stored = file.size();
        long position = upload.offset();
        while (position < upload.bytes()) {
            Optional<ByteBuffer> arrived = next();
            if (arrived.isEmpty()) {
                break;
            }
            position += take(arrived.get(), position, stored);
        }
        return upload.bytes() - position;
    }

    private int take(ByteBuffer arrived, long position, long stored) throws IOException {
        int end = arrived.limit();
        int count = (int) Math.min(arrived.remaining(), upload.bytes() - position);
        arrived.limit(arrived.position() + count);
        md5.ifPresent(digest -> digest.update(arrived.duplicate()));
        if (position + count == upload.bytes()) {
            file.beginFinishing();
        }
        file.write(arrived, position);
        arrived.limit(end);
        room.written(Math.max(0, position + count - Math.max(position, stored)));
        return count;
    }

    /** A connection that breaks is to us like one that ends: what came is kept. */
    private Optional<ByteBuffer> next() throws RequestBody.TooSlowException {
        try {
            return body.next();
        } catch (RequestBody.TooSlowException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("An upload broke off", e);
            return Optional.empty();
        }
    }

    private Reply finish() throws IOException {
        try {
            return file.finish(upload.bytes(), this::isRight) ? Reply.success() : wrongDigest();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What a client is told whose data were spoiled on their way. */
    static Reply wrongDigest() {
        return Reply.later("the data do not have the MD5 that was sent with them; send them again");
    }

    private boolean isRight(PartialFile whole) {
        if (upload.md5().isEmpty()) {
            return true;
        }
        try {
            String found = md5.isPresent()
                    ? HexFormat.of().formatHex(md5.get().digest())
                    : whole.digest().md5();
            return found.equals(upload.md5().get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
