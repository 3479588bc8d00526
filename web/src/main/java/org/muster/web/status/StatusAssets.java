package org.muster.web.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.muster.web.http.Reply;

/** Files of the status page that come with the program; each may be kept for ever under an address with its version. */
public enum StatusAssets {
    /** What the page looks like. */
    STYLE("status.css", "text/css; charset=utf-8"),
    /** Shows what changes. */
    SCRIPT("live.js", "text/javascript; charset=utf-8"),
    /** Applies differences: the library fast-json-patch. */
    PATCH("/org/muster/web/third/fast-json-patch-3.1.1.min.js", "text/javascript; charset=utf-8");

    private final String text;
    private final String type;
    private final String version;

    StatusAssets(String resource, String type) {
        this.type = type;
        this.text = read(resource);
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        this.version = Long.toHexString(sum.getValue());
    }

    /** Changes whenever the file does. */
    String version() {
        return version;
    }

    /** The file. */
    public Reply reply() {
        return Reply.lasting(type, text);
    }

    private static String read(String resource) {
        try (InputStream in = StatusAssets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the file " + resource + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
