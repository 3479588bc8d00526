package org.muster.validator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeFormatException;
import org.muster.science.spikes.SpikeList;
import org.muster.science.spikes.SpikeListComparator;

/**
 * For the spike search. Strongly similar lists make a quorum, because the canonical one goes into the science database
 * for both of them. A weakly similar one is not believed alone, but its volunteer computed honestly and gets credit.
 */
final class SpikeComparator implements ResultComparator<SpikeList> {

    /** Under which name the application writes its result. */
    static final String SPIKES = "spikes";

    @Override
    public SpikeList read(String workunitName, List<OutputFile> outputs) throws UnusableOutputException, IOException {
        Path path = outputs.stream()
                .filter(output -> output.file().logicalName().equals(SPIKES))
                .findFirst()
                .flatMap(OutputFile::path)
                .orElseThrow(() -> new UnusableOutputException("the result has no output file '" + SPIKES + "'"));
        long size = Files.size(path);
        if (size > SpikeFormat.MOST_BYTES) {
            throw new UnusableOutputException(size + " bytes are no list of spikes");
        }
        byte[] content = Files.readAllBytes(path);
        try {
            SpikeList list = SpikeFormat.read(content);
            if (!list.piece().workunitName().equals(workunitName)) {
                // Somebody who hands in one result for many workunits would even agree with himself.
                throw new UnusableOutputException(
                        "it is the result of the workunit " + list.piece().workunitName());
            }
            return list;
        } catch (SpikeFormatException e) {
            throw new UnusableOutputException(e.getMessage());
        }
    }

    @Override
    public Agreement compare(SpikeList one, SpikeList other) {
        return switch (SpikeListComparator.compare(one, other)) {
            case STRONG -> Agreement.SAME;
            case WEAK -> Agreement.SIMILAR;
            case DIFFERENT -> Agreement.DIFFERENT;
        };
    }
}
