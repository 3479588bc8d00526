package org.muster.filedeleter.sweep;

import java.util.Locale;

/** What the sweeper says of a file. */
public enum Verdict {
    /** A row names the file and is not through with it. */
    WANTED,
    /** Younger than the grace time; nobody was asked. */
    YOUNG,
    /** Not a file of ours: its name, its kind or its place says so. It stays. */
    FOREIGN,
    /** No row names the file: its result was purged, or there never was one. An antique. */
    NO_ROW,
    /** The row says that the file was deleted; it came again, or came back. An antique. */
    DELETED_BEFORE;

    /** Whether the file may go. */
    public boolean isAntique() {
        return switch (this) {
            case NO_ROW, DELETED_BEFORE -> true;
            case WANTED, YOUNG, FOREIGN -> false;
        };
    }

    /** As people and tables read it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
