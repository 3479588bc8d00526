package org.muster.scheduler.work;

import org.muster.scheduler.rules.Claimant;

/**
 * Whom a workunit is meant for: a row of {@code assignment}.
 *
 * @param type what {@code id} is of
 * @param id of the computer, account or team; 0 for everybody
 * @param broadcast true when each computer gets a result of its own, false when results are made as for any workunit
 */
public record Destination(Type type, long id, boolean broadcast) {

    /** Kinds of targets, with BOINC's numbers. */
    public enum Type {
        /** Every computer. */
        EVERYBODY(0),
        /** One computer. */
        HOST(1),
        /** One account's computers. */
        USER(2),
        /** One team's computers. */
        TEAM(3);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /** BOINC's number. */
        public int code() {
            return code;
        }

        /** The type of a number. A number that is not known is a computer's, so that nobody gets what others should. */
        static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return HOST;
        }
    }

    /** The target of a row. */
    public static Destination of(int type, long id, boolean broadcast) {
        return new Destination(Type.of(type), type == Type.EVERYBODY.code() ? 0 : id, broadcast);
    }

    /** Whether it is meant for this computer too. */
    public boolean reaches(Claimant claimant) {
        return switch (type) {
            case EVERYBODY -> true;
            case HOST -> id == claimant.host();
            case USER -> id == claimant.user();
            case TEAM -> id != 0 && id == claimant.team();
        };
    }
}
