package org.muster.scheduler.refusal;

/**
 * One request is refused.
 *
 * @param code why
 * @param words what the volunteer reads; may be empty
 */
public record RequestRefusal(RefusalCode code, String words) {

    /** With a detail put into the code's sentence. */
    public static RequestRefusal of(RefusalCode code, String detail) {
        return new RequestRefusal(code, code.sentence().replace("%s", detail));
    }

    /** For a code whose sentence has no detail. */
    public static RequestRefusal of(RefusalCode code) {
        return new RequestRefusal(code, code.sentence());
    }
}
