package org.muster.common.model;

/** A state that the database holds as BOINC's number. */
public interface Coded {
    /** BOINC's number for this value. */
    int code();

    /**
     * The constant of an enum that has this number.
     *
     * @throws IllegalArgumentException when none has it
     */
    static <E extends Enum<E> & Coded> E of(Class<E> type, int code) {
        for (E value : type.getEnumConstants()) {
            if (value.code() == code) {
                return value;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " has the code " + code);
    }
}
