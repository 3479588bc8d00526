package org.muster.science.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a walk over a whole recording found. Immutable.
 *
 * @param path the file
 * @param verdict whether it can be used
 * @param header the header of block 1; empty when the recording is refused
 * @param notes oddities that do not matter, one sentence each
 * @param digest SHA-256 over the headers and samples of the usable blocks, 64 lower-case hexadecimal digits
 * @param blocks where the usable blocks are, in order of time
 */
public record RecordingScan(
        Path path,
        Verdict verdict,
        Optional<BlockHeader> header,
        List<String> notes,
        String digest,
        List<BlockPlace> blocks) {
    public RecordingScan {
        notes = List.copyOf(notes);
        blocks = List.copyOf(blocks);
    }

    /** Times in one channel from the first to the last usable sample, gaps included; 0 when refused. */
    public long samples() {
        return blocks.isEmpty()
                ? 0
                : blocks.getLast().firstSample() + header.orElseThrow().layout().samplesPerBlock();
    }

    /** Times of a stretch that no block holds, because blocks between were lost. */
    public long missingSamples(long from, long to) {
        long covered = from;
        long missing = 0;
        int length = header.map(first -> first.layout().samplesPerBlock()).orElse(0);
        for (int i = firstBlockEndingAfter(from); i < blocks.size() && covered < to; i++) {
            long start = blocks.get(i).firstSample();
            missing += Math.max(0, Math.min(start, to) - covered);
            covered = Math.max(covered, start + length);
        }
        return missing + Math.max(0, to - covered);
    }

    /** The first block that holds any sample at or after a time; the number of blocks when none does. */
    int firstBlockEndingAfter(long sample) {
        int length = header.map(first -> first.layout().samplesPerBlock()).orElse(0);
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).firstSample() + length > sample) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
