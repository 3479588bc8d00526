package org.muster.web.download;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

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

    /** Decides by RFC 9110 §13.2.2: first what the client has, then which part it wants. */
    static DownloadAnswer decide(DownloadConditions asked, DownloadFile file) {
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

    private static boolean clientHasIt(DownloadConditions asked, DownloadFile file) {
        if (asked.ifNoneMatch().isPresent()) {
            String tags = asked.ifNoneMatch().get();
            return tags.strip().equals("*") || tags.contains(file.entityTag());
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

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
