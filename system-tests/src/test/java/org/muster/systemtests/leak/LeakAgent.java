package org.muster.systemtests.leak;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Started before a daemon's own {@code main}: waits for the file {@code begin} in its directory, and then takes memory and
 * never gives it back. Which kind, is decided by the daemon; only the first process of each does it.
 */
public final class LeakAgent {
    private static final int MEGABYTE = 1 << 20;
    /** More than any process of the test may have, and not so much that the machine suffers while one is ending. */
    private static final int MOST_MEGABYTES = 800;

    private static final List<byte[]> HEAP = new ArrayList<>();

    private LeakAgent() {}

    /** @param directory where the agent is told to begin, and remembers who has leaked */
    public static void premain(String directory) {
        String command = System.getProperty("sun.java.command", "");
        if (command.contains(" run db-purge ")) {
            start(Path.of(directory), "heap", () -> HEAP.add(new byte[MEGABYTE]));
        } else if (command.contains(" run file-deleter ")) {
            MethodHandle allocate = Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().find("malloc").orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
            start(Path.of(directory), "native", () -> outsideTheHeap(allocate));
        }
    }

    private static void start(Path directory, String kind, Runnable oneMegabyte) {
        Thread.ofPlatform().daemon().name("leak").start(() -> {
            try {
                while (!Files.exists(directory.resolve("begin"))) {
                    Thread.sleep(50);
                }
                Files.createFile(directory.resolve("leaked-" + kind));
                for (int taken = 0; taken < MOST_MEGABYTES; taken++) {
                    oneMegabyte.run();
                    Thread.sleep(2);
                }
            } catch (FileAlreadyExistsException enough) {
                // The process before this one has leaked; this one is well.
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void outsideTheHeap(MethodHandle allocate) {
        try {
            MemorySegment taken = (MemorySegment) allocate.invokeExact((long) MEGABYTE);
            taken.reinterpret(MEGABYTE).fill((byte) 1);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
