package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.common.files.FileDigest;
import org.muster.common.store.NewWorkunit;
import org.muster.science.database.CutPiece;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;

class WorkunitFormTest {
    private static final PieceHeader PIECE = new PieceHeader(
            "tape.s0003.t001",
            "tape",
            3,
            1,
            1420e6,
            4096,
            49152,
            1.6e9,
            2,
            65536,
            new SearchParameters(List.of(-1.0, 0.0, 1.0), List.of(1024, 65536), 25));

    @Test
    void a_piece_becomes_a_workunit_with_one_input_file_under_a_name_without_addresses() {
        NewWorkunit workunit = new WorkunitForm("spike_search", 2, 3600)
                .workunit(7, new CutPiece(9, PIECE, FileDigest.of(new byte[] {1, 2, 3})));

        assertThat(workunit.appId()).isEqualTo(7);
        assertThat(workunit.name()).isEqualTo("tape.s0003.t001");
        assertThat(workunit.resultTemplateFile()).isEqualTo("templates/spike_search_out");
        assertThat(workunit.replication()).isEqualTo(NewWorkunit.Replication.quorumOfTwo());
        assertThat(workunit.needs().delayBound()).isEqualTo(3600);
        assertThat(workunit.document()).isEqualTo("""
                <file_info>
                <name>tape.s0003.t001.piece</name>
                <md5_cksum>5289df737df57326fcdd22597afb1fac</md5_cksum>
                <nbytes>3</nbytes>
                </file_info>
                <workunit>
                <file_ref>
                <file_name>tape.s0003.t001.piece</file_name>
                <open_name>piece</open_name>
                <copy_file/>
                </file_ref>
                </workunit>
                """);
    }

    @Test
    void the_replication_follows_the_quorum() {
        for (int quorum = 1; quorum < 6; quorum++) {
            NewWorkunit workunit = new WorkunitForm("spike_search", quorum, 3600)
                    .workunit(7, new CutPiece(9, PIECE, FileDigest.of(new byte[1])));
            assertThat(workunit.replication().minQuorum()).isEqualTo(quorum);
            assertThat(workunit.replication().target()).isEqualTo(quorum);
        }
    }

    @Test
    void the_estimate_counts_every_transform_of_every_drift_and_polarization() {
        double oneLength = 65536 * (5 * 10 + 16.0);
        double otherLength = 65536 * (5 * 16 + 16.0);

        assertThat(SearchCost.operations(PIECE)).isCloseTo(3 * 2 * (oneLength + otherLength), within(1.0));
        assertThat(SearchCost.needs(PIECE, 3600).fpopsEstimate()).isGreaterThan(SearchCost.operations(PIECE));
        assertThat(SearchCost.needs(PIECE, 3600).fpopsBound())
                .isGreaterThan(1000 * SearchCost.needs(PIECE, 3600).fpopsEstimate());
        assertThat(SearchCost.needs(PIECE, 3600).diskBound()).isGreaterThan(PIECE.sampleBytes());
    }
}
