package org.muster.common.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Optional;

/** The few calls of Linux that Java does not offer. Each fails with the number of the error, {@code errno}. */
final class SystemCalls {
    private static final int READ_ONLY_CLOSED_ON_EXEC = 0x80000;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle syncFileSystem;
    private final MethodHandle sync;

    private SystemCalls(Linker linker) {
        this.open = handle(linker, "open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        this.close = handle(linker, "close", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        this.syncFileSystem = handle(linker, "syncfs", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        this.sync = handle(linker, "fsync", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** Empty where this is not Linux, or native code may not be called. */
    static Optional<SystemCalls> ofThisSystem() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SystemCalls(Linker.nativeLinker()));
        } catch (RuntimeException notThere) {
            return Optional.empty();
        }
    }

    private static MethodHandle handle(Linker linker, String name, int fixed, FunctionDescriptor shape) {
        Linker.Option captured = Linker.Option.captureCallState("errno");
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        return fixed < shape.argumentLayouts().size()
                ? linker.downcallHandle(function, shape, captured, Linker.Option.firstVariadicArg(fixed))
                : linker.downcallHandle(function, shape, captured);
    }

    /** Opens a file or directory for reading; returns its descriptor. */
    int open(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return checked("open", state -> (int) open.invokeExact(state, name, READ_ONLY_CLOSED_ON_EXEC, 0));
        }
    }

    void close(int descriptor) throws IOException {
        checked("close", state -> (int) close.invokeExact(state, descriptor));
    }

    /** Forces all that was written to the file system of this descriptor. */
    void syncFileSystem(int descriptor) throws IOException {
        checked("syncfs", state -> (int) syncFileSystem.invokeExact(state, descriptor));
    }

    /** Forces what was written to this file or directory, and the device's own cache. */
    void sync(int descriptor) throws IOException {
        checked("fsync", state -> (int) sync.invokeExact(state, descriptor));
    }

    private interface Call {
        // CHECKSTYLE:OFF a method handle may throw anything
        int with(MemorySegment state) throws Throwable;
        // CHECKSTYLE:ON
    }

    private static int checked(String name, Call call) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = call.with(state);
            if (result < 0) {
                throw new IOException(name + " failed with error " + (int) ERROR.get(state, 0L));
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
    }
}
