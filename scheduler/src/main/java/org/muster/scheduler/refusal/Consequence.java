package org.muster.scheduler.refusal;

/** What a refused request still achieves. */
public enum Consequence {
    /** Nothing, and the client keeps everything it has to say: the project is down for it. */
    LATER,
    /** Nothing; what the client said cannot be used. */
    NOTHING,
    /** Its reports and messages are taken, but it gets no work. */
    NO_WORK
}
