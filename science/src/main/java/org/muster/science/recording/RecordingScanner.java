package org.muster.science.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Walks a recording once from beginning to end and judges it.
 *
 * <p>Every step of the walk consumes bytes of the file, so it ends with the file whatever is in it; memory is bounded by one
 * buffer and one small entry per block. Thread-safe.
 */
public final class RecordingScanner {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Runnable heartbeat;

    /** A scanner that runs {@code heartbeat} about once for each megabyte it has read: the place to renew a lease. */
    public RecordingScanner(Runnable heartbeat) {
        this.heartbeat = heartbeat;
    }

    /**
     * Judges a recording.
     *
     * @throws IOException when the file cannot be read; a file that can be read and is bad gives a verdict instead
     */
    public RecordingScan scan(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
            return new Walk(path, in).run();
        }
    }

    /** One walk over one file. */
    private final class Walk {
        private final Path path;
        private final InputStream in;
        private final List<BlockPlace> places = new ArrayList<>();
        private MessageDigest digest = sha256();
        private MessageDigest digestWithBlock = digest;
        private long position;
        private BlockHeader first;
        private BlockHeader previous;
        private List<String> notes = List.of();

        Walk(Path path, InputStream in) {
            this.path = path;
            this.in = in;
        }

        RecordingScan run() throws IOException {
            Optional<Damage> damage = Optional.empty();
            boolean ended = false;
            while (damage.isEmpty() && !ended) {
                digestWithBlock = copy(digest);
                try {
                    ended = !readBlock(places.size() + 1);
                } catch (DamagedBlock damaged) {
                    damage = Optional.of(damaged.damage);
                }
            }
            return new RecordingScan(path, verdict(damage), header(), notes, hex(digest), places);
        }

        private Optional<BlockHeader> header() {
            return places.isEmpty() ? Optional.empty() : Optional.of(first);
        }

        private Verdict verdict(Optional<Damage> damage) {
            if (damage.isEmpty()) {
                return places.isEmpty() ? new Verdict.Refused("the file is empty") : new Verdict.Usable(places.size());
            }
            return places.isEmpty()
                    ? new Verdict.Refused(damage.get().message())
                    : new Verdict.CutShort(places.size(), damage.get());
        }

        /** Reads one block; false when the file ended where it could begin. */
        private boolean readBlock(int number) throws IOException, DamagedBlock {
            ByteBuffer cards = readCards(number);
            if (cards == null) {
                return false;
            }
            BlockHeader header = checkedHeader(number, cards);
            int padding = header.headerBytes() - (cards.limit() + HeaderCards.CARD_BYTES);
            readWhole(number, "header's padding bytes", padding);
            long samplesAt = position;
            if (readWhole(number, "samples", header.layout().blockBytes())) {
                throw new DamagedBlock(Damage.wrong(
                        number,
                        "it is blank: all its " + header.layout().blockBytes() + " bytes of samples are the same"));
            }
            long start = places.isEmpty() ? 0 : places.getLast().firstSample() + BlockSequence.step(previous, header);
            places.add(new BlockPlace(samplesAt, start));
            previous = header;
            digest = digestWithBlock;
            return true;
        }

        private BlockHeader checkedHeader(int number, ByteBuffer cardBytes) throws DamagedBlock {
            try {
                HeaderCards cards = HeaderCards.of(cardBytes);
                BlockHeader header = HeaderCheck.check(cards, cardBytes.limit() + HeaderCards.CARD_BYTES);
                if (first == null) {
                    first = header;
                    previous = header;
                    notes = HeaderCheck.notes(cards, header);
                    return header;
                }
                Optional<String> misfit = BlockSequence.misfit(first, previous, header);
                if (misfit.isPresent()) {
                    throw new DamagedBlock(Damage.wrong(number, misfit.get()));
                }
                return header;
            } catch (BrokenHeaderException broken) {
                throw new DamagedBlock(Damage.wrong(number, broken.getMessage()));
            }
        }

        /** The cards before END; null when the file ends exactly before the first. */
        private ByteBuffer readCards(int number) throws IOException, DamagedBlock {
            ByteBuffer cards = ByteBuffer.allocate(HeaderCards.MAXIMUM_CARDS * HeaderCards.CARD_BYTES);
            byte[] card = new byte[HeaderCards.CARD_BYTES];
            for (int i = 0; i < HeaderCards.MAXIMUM_CARDS; i++) {
                int read = in.readNBytes(card, 0, card.length);
                position += read;
                digestWithBlock.update(card, 0, read);
                if (read == 0 && i == 0) {
                    return null;
                }
                if (read < card.length) {
                    throw new DamagedBlock(new Damage(
                            number,
                            "its header is cut off: the file ends after " + (i * card.length + read)
                                    + " bytes of it, before an END card; at least " + (card.length - read)
                                    + " bytes are missing",
                            card.length - read));
                }
                if (!HeaderCards.isCard(card)) {
                    String what =
                            i == 0 ? "it does not begin with a header card" : "card " + (i + 1) + " is no header card";
                    throw new DamagedBlock(Damage.wrong(
                            number, what + " (byte " + (position - read) + " of the file); is this GUPPI RAW?"));
                }
                if (HeaderCards.isEnd(card)) {
                    return cards.flip();
                }
                cards.put(card);
            }
            throw new DamagedBlock(
                    Damage.wrong(number, "its header has no END within " + HeaderCards.MAXIMUM_CARDS + " cards"));
        }

        /** Reads so many bytes and says whether all of them were the same. */
        private boolean readWhole(int number, String what, long expected) throws IOException, DamagedBlock {
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, expected)];
            boolean same = true;
            byte firstByte = 0;
            for (long done = 0; done < expected; ) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, expected - done));
                if (read == 0) {
                    throw new DamagedBlock(Damage.cutOff(number, what, expected, done));
                }
                firstByte = done == 0 ? buffer[0] : firstByte;
                same = same && allAre(firstByte, buffer, read);
                digestWithBlock.update(buffer, 0, read);
                position += read;
                done += read;
                heartbeat.run();
            }
            return same;
        }

        private static boolean allAre(byte value, byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] != value) {
                    return false;
                }
            }
            return true;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 can be copied in the middle", impossible);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(copy(digest).digest());
    }

    /** Leaves the walk at a damaged block. */
    private static final class DamagedBlock extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Damage damage;

        DamagedBlock(Damage damage) {
            super(damage.message());
            this.damage = damage;
        }
    }
}
