package org.muster.science.database;

/** Texts for people, made to fit their columns. */
final class Text {
    private static final int MESSAGE_CHARACTERS = 2000;

    private Text() {}

    /** The message, shortened when it is longer than its column. */
    static String fitting(String message) {
        return message.length() <= MESSAGE_CHARACTERS ? message : message.substring(0, MESSAGE_CHARACTERS - 3) + "...";
    }
}
