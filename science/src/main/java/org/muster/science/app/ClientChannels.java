package org.muster.science.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file that the client maps into its memory and the task into its own: eight channels of 1024 bytes. The first byte
 * of a channel is not 0 while a message is in it; the text follows and ends with a 0. The sender sets the byte after
 * the text, the receiver clears it.
 */
final class ClientChannels {
    static final String FILE = "boinc_mmap_file";
    static final int BYTES = Channel.BYTES * Channel.values().length;

    private static final VarHandle FLAG = ValueLayout.JAVA_BYTE.varHandle();

    private final MemorySegment memory;

    private ClientChannels(MemorySegment memory) {
        this.memory = memory;
    }

    /** Maps the file for the rest of the process's life; nothing if the client made none of the right size. */
    static Optional<ClientChannels> open(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < BYTES) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return Optional.of(
                    new ClientChannels(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, Arena.global())));
        }
    }

    /** Takes the message out of a channel, if there is one. */
    Optional<String> receive(Channel channel) {
        if ((byte) FLAG.getAcquire(memory, (long) channel.start()) == 0) {
            return Optional.empty();
        }
        byte[] text = memory.asSlice(channel.start() + 1, Channel.BYTES - 1).toArray(ValueLayout.JAVA_BYTE);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        FLAG.setRelease(memory, (long) channel.start(), (byte) 0);
        return Optional.of(new String(text, 0, length, ISO_8859_1));
    }

    /** Puts a message into a channel unless an earlier one has not been taken yet. */
    boolean send(Channel channel, String message) {
        if ((byte) FLAG.getAcquire(memory, (long) channel.start()) != 0) {
            return false;
        }
        overwrite(channel, message);
        return true;
    }

    /** Puts a message into a channel in place of one that has not been taken yet. */
    void overwrite(Channel channel, String message) {
        byte[] text = message.getBytes(ISO_8859_1);
        if (text.length > Channel.BYTES - 2) {
            throw new IllegalArgumentException("a message of " + text.length + " bytes does not fit into a channel");
        }
        MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, channel.start() + 1, text.length);
        memory.set(ValueLayout.JAVA_BYTE, channel.start() + 1 + text.length, (byte) 0);
        FLAG.setRelease(memory, (long) channel.start(), (byte) 1);
    }
}
