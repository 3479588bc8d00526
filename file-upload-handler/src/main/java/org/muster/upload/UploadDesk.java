package org.muster.upload;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.files.FileNames;
import org.muster.upload.Admission.Admitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request: header, admission, turn, room, data. Thread-safe. */
final class UploadDesk {
    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);
    /** Somebody must make room or mend something first. */
    private static final Duration DISK_DELAY = Duration.ofMinutes(10);

    private final UploadAreas areas;
    private final FileContest contest;
    private final SmallUploads small;
    private final GroupedSyncs syncs;

    UploadDesk(UploadAreas areas, FileContest contest, SmallUploads small, GroupedSyncs syncs) {
        this.areas = areas;
        this.contest = contest;
        this.small = small;
        this.syncs = syncs;
    }

    /**
     * Answers a request.
     *
     * @param body read as far as needed, not always to its end
     * @param hangUp closes the request's connection; called from another thread when a newer upload takes over
     */
    Reply answer(RequestBody body, Runnable hangUp, Certificates certificates) throws InterruptedException {
        UploadRequest request;
        try {
            request = RequestReader.read(body);
        } catch (IOException e) {
            return Reply.later("the connection broke in the header: " + e.getMessage());
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

    /** What a client is told for which there is no room. */
    static Reply outOfRoom() {
        return Reply.later("Server is out of disk space", DISK_DELAY);
    }

    private Reply size(String name) {
        if (!FileNames.isLegal(name)) {
            return Reply.never("the file name is not allowed");
        }
        try (UploadTurns.Turn turn = contest.freeTurn(name).orElse(null)) {
            OptionalLong finished = areas.confirmedSize(name, syncs);
            if (finished.isPresent()) {
                return Reply.size(finished.getAsLong());
            }
            if (!areas.haveRoomFor(1)) {
                return outOfRoom();
            }
            return turn == null ? beingWritten(name) : unfinishedSize(name);
        } catch (IOException e) {
            return diskTrouble(name, e);
        }
    }

    private Reply unfinishedSize(String name) throws IOException {
        UploadArea area = areas.forName(name);
        if (!area.hasUnfinished(name)) {
            return Reply.size(0);
        }
        try (PartialFile file = contest.openIfFree(area, name).orElse(null)) {
            return file == null ? beingWritten(name) : Reply.size(file.size());
        }
    }

    private Reply receive(Admitted upload, RequestBody body, Runnable hangUp) throws InterruptedException {
        Optional<UploadTurns.Turn> taken = contest.turn(upload.name(), hangUp);
        if (taken.isEmpty()) {
            return beingWritten(upload.name());
        }
        try (UploadTurns.Turn turn = taken.get()) {
            if (areas.confirmedSize(upload.name(), syncs).isPresent()) {
                return Reply.success();
            }
            UploadArea area = areas.forName(upload.name());
            Optional<Reply> atOnce = small.receive(upload, body, area);
            if (atOnce.isPresent()) {
                return atOnce.get();
            }
            try (PartialFile file = contest.open(area, upload.name()).orElse(null)) {
                if (areas.confirmedSize(upload.name(), syncs).isPresent()) {
                    if (file != null) {
                        file.discard();
                    }
                    return Reply.success();
                }
                return file == null ? beingWritten(upload.name()) : receive(upload, body, file, area.room());
            }
        } catch (IOException e) {
            return diskTrouble(upload.name(), e);
        }
    }

    private static Reply receive(Admitted upload, RequestBody body, PartialFile file, DiskRoom disk)
            throws IOException {
        long stored = file.size();
        Continuation continuation = Continuation.of(stored, upload.offset(), upload.bytes());
        switch (continuation) {
            case GAP -> {
                return Reply.later(
                        "only " + stored + " bytes of the file are stored, it cannot go on at " + upload.offset());
            }
            case FOREIGN -> {
                file.empty();
                return Reply.later(stored + " bytes were stored, more than this file has; send all of it again");
            }
            case AFRESH -> {
                file.empty();
                stored = 0;
            }
            case COMPLETE, RECEIVE -> {}
        }
        try (DiskRoom.Reservation room =
                disk.reserve(Math.max(0, upload.bytes() - stored)).orElse(null)) {
            return room == null ? outOfRoom() : new Reception(upload, body, file, room).receive();
        }
    }

    private static Reply beingWritten(String name) {
        return Reply.later("the file " + name + " is being written by another connection");
    }

    private static Reply diskTrouble(String name, IOException e) {
        LOG.error(
                "Cannot store the upload {}: {}. Check room and permissions of the upload directory",
                name,
                e.toString());
        return Reply.later("the server cannot write the file now: " + reason(e), DISK_DELAY);
    }

    /** The operating system's words, without the server's paths. */
    private static String reason(IOException e) {
        Throwable first = e.getCause() instanceof IOException cause ? cause : e;
        String words = first instanceof FileSystemException atPath ? atPath.getReason() : first.getMessage();
        return words == null ? first.getClass().getSimpleName() : words;
    }
}
