package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedSyncsTest {
    @TempDir
    Path directory;

    @Test
    void all_who_come_while_a_directory_is_being_forced_share_the_next_forcing() throws Exception {
        SteppedDisk disk = new SteppedDisk();
        GroupedSyncs syncs = new GroupedSyncs(disk, 8);
        List<Thread> waiting = new ArrayList<>();
        waiting.add(Thread.ofPlatform().start(() -> names(syncs)));
        disk.begun.acquire();
        for (int i = 0; i < 50; i++) {
            waiting.add(Thread.ofPlatform().start(() -> names(syncs)));
        }
        Instant deadline = Instant.now().plusSeconds(20);
        while (!waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            assertThat(Instant.now()).as("all wait").isBefore(deadline);
            Thread.onSpinWait();
        }

        disk.mayEnd.release(1000);
        for (Thread one : waiting) {
            one.join();
        }

        assertThat(disk.synced.get()).as("forcings for 51 waiters").isEqualTo(2);
    }

    @Test
    void a_failure_is_told_to_all_who_waited_and_the_next_tries_anew() throws Exception {
        SteppedDisk disk = new SteppedDisk();
        disk.mayEnd.release(1000);
        GroupedSyncs syncs = new GroupedSyncs(disk, 1);
        disk.failing = true;
        assertThatThrownBy(() -> syncs.names(directory))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");

        disk.failing = false;
        syncs.names(directory);
        assertThat(disk.synced.get()).isEqualTo(1);
    }

    @Test
    void a_directory_that_somebody_removed_is_made_again() throws IOException {
        GroupedSyncs syncs = new GroupedSyncs(new LocalDisk(), 1);
        for (int i = 0; i < 2; i++) {
            Path from = Files.writeString(directory.resolve("from"), "content");
            Path to = directory.resolve("3e7/to");
            syncs.publish(from, to, directory);
            assertThat(to).hasContent("content");
            Files.delete(to);
            Files.delete(to.getParent());
        }
    }

    private void names(GroupedSyncs syncs) {
        try {
            syncs.names(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a test hold a forcing up. */
    private static final class SteppedDisk implements Disk {
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore mayEnd = new Semaphore(0);
        private final AtomicInteger synced = new AtomicInteger();
        private volatile boolean failing;

        @Override
        public void syncDirectory(Path directory) throws IOException {
            begun.release();
            mayEnd.acquireUninterruptibly();
            if (failing) {
                throw new IOException("broken");
            }
            synced.incrementAndGet();
        }

        @Override
        public Optional<OpenFile> open(Path file, boolean create) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean exists(Path file) {
            return true;
        }

        @Override
        public void createDirectories(Path directory) {}

        @Override
        public void move(Path from, Path to) {}

        @Override
        public void delete(Path file) {}
    }
}
