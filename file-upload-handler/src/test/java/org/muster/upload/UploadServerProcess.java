package org.muster.upload;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** An upload server in a process of its own, for tests that limit what the process may use. Says its port, then serves. */
final class UploadServerProcess {
    private UploadServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (UploadServer server = new UploadServer(Path.of(arguments[0]), true)) {
            System.out.println("port " + server.port());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
