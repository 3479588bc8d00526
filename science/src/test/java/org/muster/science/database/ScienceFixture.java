package org.muster.science.database;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.muster.common.files.FileDigest;
import org.muster.common.store.Database;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

/** Rows of the science database to begin a test with; for the tests of other modules too. */
public final class ScienceFixture {
    private ScienceFixture() {}

    /** A recording with so many workunits, all ISSUED; their names are those of {@link #header}. */
    public static void workunits(Database science, String recording, int count) {
        Recordings recordings = new Recordings(science);
        recordings.register(recording, Path.of("/recordings", recording + ".raw"), 1);
        long id = recordings.find(recording).orElseThrow().id();
        recordings.begin(id, "0".repeat(64), 1, new FixedCut(1, 65_536, 49_152, count), "", 1);
        CutPieces pieces = new CutPieces(science);
        pieces.insert(id, pieces(recording, count), 1);
        pieces.markIssued(id, count, 1);
    }

    /** So many pieces of a recording, two segments to a sub-band. */
    static List<CutPiece> pieces(String recording, int count) {
        return IntStream.range(0, count)
                .mapToObj(piece ->
                        new CutPiece(piece, header(recording, piece), FileDigest.of(new byte[] {1, (byte) piece})))
                .toList();
    }

    /** The header of a recording's piece. */
    public static PieceHeader header(String recording, int piece) {
        double rate = 1 / 3.2e-4;
        int subBand = piece / 2;
        return new PieceHeader(
                recording + ".s" + subBand + ".t" + piece % 2,
                recording,
                subBand,
                piece % 2,
                1420.40575e6 + subBand * rate,
                rate,
                49_152L * (piece % 2),
                1.6e9 + 1.0 / 3,
                2,
                65_536,
                new SearchParameters(List.of(-0.1 / 3, 0.0, 0.1 / 3), List.of(1024, 65_536), 25));
    }

    /** A result of a piece with so many spikes. */
    public static CanonicalResult result(String recording, int piece, int spikes) {
        PieceHeader header = header(recording, piece);
        List<Spike> list = IntStream.range(0, spikes)
                .mapToObj(i -> new Spike(
                        200.0 / (i + 3), header.centreFrequency() + i / 7.0, 0.1 / 3, 1024, 3.3 * i, i % 2, i))
                .toList();
        Spike best = spikes == 0 ? new Spike(12.5, header.centreFrequency(), 0, 65_536, 10.5, 0, 9) : list.getFirst();
        return new CanonicalResult(
                header.workunitName(), header.workunitName() + "_1", new SpikeList(header, best, list, spikes > 3));
    }
}
