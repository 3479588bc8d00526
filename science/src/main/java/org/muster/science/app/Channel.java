package org.muster.science.app;

/** The message channels between the client and a task, with their places in the shared file. */
enum Channel {
    /** Client to task: quit, abort, suspend, resume. */
    PROCESS_CONTROL_REQUEST(0),
    /** Task to client; not used by clients of today. */
    PROCESS_CONTROL_REPLY(1),
    /** Client to task; not used by this application. */
    GRAPHICS_REQUEST(2),
    /** Task to client; not used by this application. */
    GRAPHICS_REPLY(3),
    /** Client to task, about once a second. */
    HEARTBEAT(4),
    /** Task to client: CPU time and fraction done. */
    APP_STATUS(5),
    /** Task to client; not used by this application. */
    TRICKLE_UP(6),
    /** Client to task; not used by this application. */
    TRICKLE_DOWN(7);

    /** The size of a channel, in bytes. */
    static final int BYTES = 1024;

    private final int place;

    Channel(int place) {
        this.place = place;
    }

    /** Where the channel begins in the file. */
    int start() {
        return place * BYTES;
    }
}
