package org.muster.common.daemon;

import java.util.Comparator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes on the requests whose path is a prefix or lies below it; others are left to the next handler. */
final class PathPrefix extends Handler.Wrapper {
    /** The order in which prefixes must be asked when one lies below another. */
    static final Comparator<PathPrefix> LONGEST_FIRST =
            Comparator.comparingInt((PathPrefix prefix) -> prefix.path.length()).reversed();

    private final String path;

    PathPrefix(String path, Handler handler) {
        super(handler);
        this.path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String asked = Request.getPathInContext(request);
        boolean below =
                asked.startsWith(path) && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
        return below && super.handle(request, response, callback);
    }
}
