package org.muster.science.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A BOINC data directory with a project and one slot directory, and the client's end of the shared memory. */
final class SlotDirectory {
    final Path slot;
    final Path project;
    private final MappedByteBuffer memory;

    SlotDirectory(Path dataDirectory) throws IOException {
        slot = Files.createDirectories(dataDirectory.resolve("slots/0"));
        project = Files.createDirectories(dataDirectory.resolve("projects/muster.example_muster"));
        try (FileChannel channel = FileChannel.open(
                slot.resolve("boinc_mmap_file"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8192);
        }
    }

    /** Links as the client does: a small file that names the place in the project's directory. */
    void softLink(String logicalName, String physicalName) throws IOException {
        Files.writeString(
                slot.resolve(logicalName),
                "<soft_link>../../projects/muster.example_muster/" + physicalName + "</soft_link>\n");
    }

    void initData(long clientProcess, double checkpointPeriod) throws IOException {
        Files.writeString(
                slot.resolve("init_data.xml"), String.format(Locale.ROOT, """
                <app_init_data>
                <major_version>7</major_version>
                <app_name>spike_search</app_name>
                <project_preferences>
                <wu_name>not this</wu_name>
                </project_preferences>
                <user_name>Jocelyn &amp; Antony</user_name>
                <wu_name>rec_0_0</wu_name>
                <result_name>rec_0_0_1</result_name>
                <shm_key>-1</shm_key>
                <slot>0</slot>
                <client_pid>%d</client_pid>
                <wu_cpu_time>1000.500000</wu_cpu_time>
                <checkpoint_period>%f</checkpoint_period>
                </app_init_data>
                """, clientProcess, checkpointPeriod));
    }

    void say(int channel, String message) {
        byte[] text = message.getBytes(ISO_8859_1);
        memory.put(1024 * channel + 1, text);
        memory.put(1024 * channel + 1 + text.length, (byte) 0);
        memory.put(1024 * channel, (byte) 1);
    }

    boolean isUnread(int channel) {
        return memory.get(1024 * channel) != 0;
    }

    /** The text in a channel, read or not; marks it as read. */
    String hear(int channel) {
        byte[] text = new byte[1023];
        memory.get(1024 * channel + 1, text);
        memory.put(1024 * channel, (byte) 0);
        return new String(text, ISO_8859_1).replaceAll("\0.*", "");
    }

    String read(String name) {
        try {
            return Files.readString(slot.resolve(name), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
