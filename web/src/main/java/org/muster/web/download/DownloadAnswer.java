package org.muster.web.download;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpDateTime;

/** How a request for a file that is there is answered: a pure function of the request's headers and the file. */
sealed interface DownloadAnswer {

    /** 200 and every byte. */
    record Whole() implements DownloadAnswer {}

    /** 206 and the bytes from {@code first} to {@code last}, both included and both inside the file. */
    record Part(long first, long last) implements DownloadAnswer {
        /** The number of bytes, 1 or more. */
        long length() {
            return last - first + 1;
        }
    }

    /** 304: the client has it already. */
    record NotModified() implements DownloadAnswer {}

    /** 416: the range begins behind the end. A BOINC client then throws its part away and starts again. */
    record Unsatisfiable() implements DownloadAnswer {}

    /** 412: the client wants it only if it is another file than this. */
    record Failed() implements DownloadAnswer {}

    /** Decides by RFC 9110 §13.2.2: first which file the client wants, then what it has, then which part it asks for. */
    static DownloadAnswer decide(DownloadConditions asked, DownloadFile file) {
        if (!clientMeansIt(asked, file)) {
            return new Failed();
        }
        if (clientHasIt(asked, file)) {
            return new NotModified();
        }
        if (asked.range().isEmpty() || !rangeStillMeansThisFile(asked.ifRange(), file)) {
            return new Whole();
        }
        return switch (RangeHeader.parse(asked.range().get())) {
            case RangeHeader.Ignored() -> new Whole();
            case RangeHeader.FromTo(long first, long last) ->
                first < file.size() ? new Part(first, Math.min(last, file.size() - 1)) : new Unsatisfiable();
            case RangeHeader.Suffix(long length) ->
                length > 0 && file.size() > 0
                        ? new Part(Math.max(0, file.size() - length), file.size() - 1)
                        : new Unsatisfiable();
        };
    }

    private static boolean clientMeansIt(DownloadConditions asked, DownloadFile file) {
        if (asked.ifMatch().isPresent()) {
            return EntityTags.stronglyMatch(asked.ifMatch().get(), file.entityTag());
        }
        return asked.ifUnmodifiedSince()
                .flatMap(DownloadAnswer::date)
                .map(since -> !file.modifiedSecond().isAfter(since))
                .orElse(true);
    }

    private static boolean clientHasIt(DownloadConditions asked, DownloadFile file) {
        if (asked.ifNoneMatch().isPresent()) {
            return EntityTags.weaklyMatch(asked.ifNoneMatch().get(), file.entityTag());
        }
        return asked.ifModifiedSince()
                .flatMap(DownloadAnswer::date)
                .map(since -> !file.modifiedSecond().isAfter(since))
                .orElse(false);
    }

    private static boolean rangeStillMeansThisFile(Optional<String> ifRange, DownloadFile file) {
        return ifRange.map(condition -> condition.strip().equals(file.entityTag())
                        || date(condition).map(file.modifiedSecond()::equals).orElse(false))
                .orElse(true);
    }

    /** Any of the three forms of RFC 9110 §5.6.7. */
    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(HttpDateTime.parse(header.strip()).toInstant());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
