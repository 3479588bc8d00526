package org.muster.scheduler.http;

/** What came of reading a request's body. */
public sealed interface Body {

    /** All of it. The bytes count against the {@link BodyRoom} until they are given back. */
    record Whole(byte[] bytes) implements Body {}

    /** It is larger than is read. */
    record TooLarge() implements Body {}

    /** It came in too slowly and was not waited for. */
    record TooSlow() implements Body {}

    /** There are so many other bodies in memory that there was no room. */
    record NoRoom() implements Body {}

    /** The connection broke off. */
    record BrokenOff() implements Body {}
}
