package org.muster.common.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order the areas are asked for a file: by rendezvous hashing. Each area draws a number for the name, the first
 * eight bytes of the MD5 of {@code i/name} with {@code i} the area's place in the configuration from 0, and the greatest
 * goes first. The names spread evenly; and when an area is appended, the order of the others among themselves stays, so
 * a file written before is found at the second look at the latest by as many looks as areas were added.
 */
public final class AreaOrder {
    private static final List<Integer> ONLY = List.of(0);

    private AreaOrder() {}

    /** The numbers from 0 to {@code areas} − 1 in the order for this name. */
    public static List<Integer> of(String name, int areas) {
        return areas == 1
                ? ONLY
                : IntStream.range(0, areas)
                        .boxed()
                        .sorted(Comparator.comparingLong((Integer area) -> draw(name, area))
                                .reversed())
                        .toList();
    }

    private static long draw(String name, int area) {
        byte[] text = (area + "/" + name).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(FileDigest.newMd5().digest(text)).getLong();
    }
}
