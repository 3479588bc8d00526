package org.muster.science.spikes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.science.piece.HeaderLines;
import org.muster.science.piece.PieceFormatException;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.PieceHeaderText;

/**
 * The file format of a search's result, plain text: the line {@code muster-spikes 1}, the header of the piece as it
 * was, the lines {@code cut: yes|no} and {@code best: SPIKE}, the line {@code spikes}, one line per spike, and
 * {@code end N} with the number of spikes, so that a file that was cut off anywhere is noticed. A spike is its power,
 * frequency, drift rate, transform length, time, polarization and bin, with one space between. Numbers are printed as
 * the shortest decimal that reads back as the same number.
 */
public final class SpikeFormat {
    /** No result is longer, in bytes: what is longer need not be read. */
    public static final int MOST_BYTES = 500_000;

    private static final String FIRST_LINE = "muster-spikes 1";
    private static final String LAST_HEADER_LINE = "spikes";
    private static final int LONGEST_LINE = 200;
    private static final int NUMBERS = 7;

    private SpikeFormat() {}

    /** The whole file. */
    public static byte[] bytes(SpikeList list) {
        StringBuilder text = new StringBuilder(1000 + 100 * list.spikes().size());
        text.append(FIRST_LINE).append('\n').append(PieceHeaderText.lines(list.piece()));
        text.append("cut: ").append(list.cut() ? "yes" : "no").append('\n');
        text.append("best: ").append(line(list.best())).append('\n');
        text.append(LAST_HEADER_LINE).append('\n');
        list.spikes().forEach(spike -> text.append(line(spike)).append('\n'));
        text.append("end ").append(list.spikes().size()).append('\n');
        return text.toString().getBytes(US_ASCII);
    }

    /** {@link #read(InputStream)} from memory. */
    public static SpikeList read(byte[] bytes) throws SpikeFormatException {
        try {
            return read(new ByteArrayInputStream(bytes));
        } catch (SpikeFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    /**
     * Reads one result, which must be all that the stream holds and must fit to the search that its header describes
     * (see {@link SpikeListCheck}). Does not close the stream.
     *
     * @throws SpikeFormatException when it is something else, cut off, or cannot be the result of that search
     */
    public static SpikeList read(InputStream in) throws IOException {
        SpikeList list;
        try {
            list = readUnchecked(in);
        } catch (PieceFormatException | IllegalArgumentException e) {
            throw new SpikeFormatException("not the result of a spike search: " + e.getMessage(), e);
        }
        Optional<String> problem = SpikeListCheck.problem(list);
        if (problem.isPresent()) {
            throw new SpikeFormatException("not the result of the search in its header: " + problem.get());
        }
        return list;
    }

    private static SpikeList readUnchecked(InputStream in) throws IOException {
        HeaderLines header = HeaderLines.read(in, FIRST_LINE, LAST_HEADER_LINE);
        PieceHeader piece = PieceHeaderText.header(header);
        boolean cut = header.value("cut", SpikeFormat::yesOrNo);
        Spike best = header.value("best", SpikeFormat::spike);
        List<Spike> spikes = new ArrayList<>();
        String line = HeaderLines.line(in, LONGEST_LINE);
        while (!line.startsWith("end ")) {
            if (spikes.size() == SpikeList.mostSpikes(piece)) {
                throw new SpikeFormatException("more than " + SpikeList.mostSpikes(piece) + " spikes");
            }
            spikes.add(spike(line));
            line = HeaderLines.line(in, LONGEST_LINE);
        }
        if (!line.equals("end " + spikes.size())) {
            throw new SpikeFormatException(
                    "the last line is '" + line + "', but there are " + spikes.size() + " spikes before it");
        }
        if (in.read() >= 0) {
            throw new SpikeFormatException("more bytes follow the line '" + line + "'");
        }
        return new SpikeList(piece, best, spikes, cut);
    }

    private static String line(Spike spike) {
        return spike.power() + " " + spike.frequency() + " " + spike.driftRate() + " " + spike.transformLength() + " "
                + spike.time() + " " + spike.polarization() + " " + spike.bin();
    }

    private static Spike spike(String line) {
        String[] numbers = line.split(" ", -1);
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("'" + line + "' has " + numbers.length + " numbers, not " + NUMBERS);
        }
        return new Spike(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]),
                Integer.parseInt(numbers[3]),
                Double.parseDouble(numbers[4]),
                Integer.parseInt(numbers[5]),
                Integer.parseInt(numbers[6]));
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither yes nor no");
        };
    }
}
