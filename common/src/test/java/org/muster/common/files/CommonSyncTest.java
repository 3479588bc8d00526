package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonSyncTest {
    @TempDir
    private Path directory;

    @Test
    void it_vouches_for_files_that_were_opened_since_it_looks_and_after_an_error_only_for_newer_ones() {
        Broken system = new Broken();
        CommonSync sync = new CommonSync(path -> Optional.of(system), () -> 0);

        long before = System.nanoTime();
        long first = sync.run(directory).orElseThrow();
        assertThat(first - before).isNotNegative();
        assertThat(sync.run(directory)).as("still the same").hasValue(first);

        system.broken = true;
        assertThat(sync.run(directory)).isEmpty();
        system.broken = false;
        long opened = System.nanoTime();
        OptionalLong afterwards = sync.run(directory);
        assertThat(afterwards.orElseThrow() - first).isPositive();
        assertThat(afterwards.orElseThrow() - opened).isNotPositive();
    }

    @Test
    void where_a_file_system_cannot_be_forced_as_a_whole_that_is_known_after_the_first_time() {
        CommonSync sync = new CommonSync(path -> Optional.empty(), () -> {
            throw new IOException("this is no Linux, and has no /proc");
        });

        assertThat(sync.isPossible()).isTrue();
        assertThat(sync.run(directory)).isEmpty();
        assertThat(sync.isPossible()).isFalse();
    }

    @Test
    void a_directory_that_is_gone_is_no_reason_to_stop_trying() {
        CommonSync sync = new CommonSync(
                path -> {
                    throw new IOException("gone");
                },
                () -> 0);

        assertThat(sync.run(directory)).isEmpty();
        assertThat(sync.isPossible()).isTrue();
    }

    @Test
    void while_much_else_waits_to_be_written_nothing_is_forced_as_a_whole() {
        Broken system = new Broken();
        CommonSync sync = new CommonSync(path -> Optional.of(system), () -> 1L << 30);

        assertThat(sync.run(directory)).isEmpty();
        assertThat(sync.isPossible()).isTrue();
        assertThat(system.synced).hasValue(0);
    }

    /** The system's own call, on the disk of this machine. */
    @Test
    void a_real_file_system_is_forced_as_a_whole() throws IOException {
        assumeTrue(FileSystemSync.reportsErrors(System.getProperty("os.version")), "Linux 5.8 or later");
        Optional<CommonSync.Held> held = FileSystemSync.open(Path.of("target"));
        assumeTrue(held.isPresent(), "ext4 or xfs");

        held.get().sync();
        held.get().close();
        assertThat(FileSystemSync.unwritten()).isNotNegative();
    }

    @Test
    void only_systems_that_report_what_could_not_be_written_are_trusted() {
        assertThat(FileSystemSync.reportsErrors("5.8.0-1-amd64")).isTrue();
        assertThat(FileSystemSync.reportsErrors("6.1.0")).isTrue();
        assertThat(FileSystemSync.reportsErrors("5.7.19")).isFalse();
        assertThat(FileSystemSync.reportsErrors("4.19.0")).isFalse();
        assertThat(FileSystemSync.reportsErrors("something")).isFalse();
    }

    @Test
    void many_writers_at_once_have_all_their_files() throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<FileDigest>> written = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < 200; i++) {
                written.add(writers.submit(() -> {
                    int number = next.getAndIncrement();
                    return WholeFile.write(directory.resolve(number % 7 + "/" + number), content(number));
                }));
            }
        }

        for (Future<FileDigest> one : written) {
            assertThat(one.get().size()).isPositive();
        }
        for (int number = 0; number < 200; number++) {
            assertThat(Files.readAllBytes(directory.resolve(number % 7 + "/" + number)))
                    .isEqualTo(content(number));
        }
    }

    private static byte[] content(int number) {
        return ("file " + number).getBytes();
    }

    private static final class Broken implements CommonSync.Held {
        private final AtomicInteger synced = new AtomicInteger();
        private volatile boolean broken;

        @Override
        public void sync() throws IOException {
            synced.incrementAndGet();
            if (broken) {
                throw new IOException("a block could not be written");
            }
        }

        @Override
        public void close() {}
    }
}
