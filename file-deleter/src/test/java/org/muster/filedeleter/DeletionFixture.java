package org.muster.filedeleter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.WorkFixture;
import org.muster.filedeleter.reference.ReferenceCatalogue;
import org.muster.filedeleter.reference.SharedInputs;

/** Workunits and results with files, all of them released, and deleters for them. */
final class DeletionFixture {

    final Database work;
    final FileArea downloads;
    final FileArea uploads;
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000));

    DeletionFixture(Database work, Path directory, FanOut fanOut) throws IOException {
        this.work = work;
        this.downloads = new FileArea(Files.createDirectories(directory.resolve("download")), fanOut);
        this.uploads = new FileArea(Files.createDirectories(directory.resolve("upload")), fanOut);
    }

    DeletionPass inputs(int limit) {
        return pass(DeletionQueue.INPUTS, inputRemover(), sharing(), limit);
    }

    DeletionPass outputs(int limit) {
        return pass(DeletionQueue.OUTPUTS, remover(uploads, Companions.OF_OUTPUTS), Sharing.NONE, limit);
    }

    FileRemover inputRemover() {
        return remover(downloads, Companions.OF_INPUTS);
    }

    Sharing sharing() {
        return Sharing.ofInputs(new ReferenceCatalogue(work, now::get, 1000), new SharedInputs(work));
    }

    DeletionPass pass(DeletionQueue queue, FileRemover remover, Sharing sharing, int limit) {
        return new DeletionPass(work, new DeletionPass.Scope(queue, Shard.ALL, limit), remover, sharing, now::get);
    }

    private static FileRemover remover(FileArea area, Companions companions) {
        return new FileRemover(FileAreas.of(area), companions, 3, Throttle.of(0));
    }

    /** Workunits {@code w0} and up, each with an input file {@code w0.in} and a result {@code w0_0} with {@code w0.out}. */
    void released(int count) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
        work.write(handle -> {
            WorkFixture.workunits(handle, 1, names, Replication.single(), 1);
            handle.execute("update workunit set file_delete_state = 1");
            handle.createUpdate("""
                            insert into result (workunitid, appid, name, server_state, outcome, file_delete_state,
                              xml_doc_in)
                            select id, 1, concat(name, '_0'), 5, 1, 1, replace(:document, 'NAME', name) from workunit
                            """).bind("document", document("NAME.out")).execute();
        });
        names.forEach(name -> {
            put(downloads.resolve(name + ".in"));
            put(uploads.resolve(name + ".out"));
        });
    }

    static String document(String file) {
        return "<file_info>\n<name>" + file + "</name>\n</file_info>\n<result>\n</result>\n";
    }

    static void put(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows of a table are in a file_delete_state. */
    long rows(String table, int state) {
        return work.read(handle -> WorkFixture.count(handle, table, "file_delete_state = " + state));
    }

    /** Every file below both areas, hidden ones too. */
    List<String> filesLeft() throws IOException {
        try (Stream<Path> download = Files.walk(downloads.root());
                Stream<Path> upload = Files.walk(uploads.root())) {
            return Stream.concat(download, upload)
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
