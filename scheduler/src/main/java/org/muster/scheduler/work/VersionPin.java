package org.muster.scheduler.work;

/**
 * Which application version a workunit insists on.
 *
 * @param number its number, 0 for any that the application still sends
 * @param id the version that other results of the workunit were sent with, 0 for any
 */
public record VersionPin(int number, long id) {

    /** Any version will do. */
    public static final VersionPin NONE = new VersionPin(0, 0);

    /** Whether a version may be sent with the workunit. */
    public boolean allows(ApplicationVersion version) {
        boolean rightNumber = (number == 0 || version.anonymous())
                ? version.number() >= version.application().oldestVersion()
                : version.number() == number;
        boolean committed = id == version.id();
        return committed || (id == 0 && rightNumber && !version.variant().retired());
    }
}
