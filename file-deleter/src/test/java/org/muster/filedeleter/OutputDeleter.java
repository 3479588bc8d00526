package org.muster.filedeleter;

import java.time.InstantSource;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.store.Database;
import org.muster.common.testing.WorkFixture;

/** A file deleter for result files, for tests of what goes on beside it. */
public final class OutputDeleter {

    private OutputDeleter() {}

    /** Deletes the files of released results until there are none; returns how many results it marked. */
    public static int untilNothingIsReady(Database work, FileArea uploads) throws Exception {
        FileRemover remover = new FileRemover(FileAreas.of(uploads), Companions.OF_OUTPUTS, 2, Throttle.of(0));
        DeletionPass pass = new DeletionPass(
                work,
                new DeletionPass.Scope(DeletionQueue.OUTPUTS, Shard.ALL, 50),
                remover,
                Sharing.NONE,
                InstantSource.system());
        int handled = 0;
        while (work.read(handle -> WorkFixture.count(handle, "result", "file_delete_state = 1")) > 0) {
            handled += pass.run().handled();
        }
        return handled;
    }
}
