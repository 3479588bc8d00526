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

    boolean allows(ApplicationVersion version) {
        boolean rightNumber =
                number == 0 ? version.number() >= version.application().oldestVersion() : version.number() == number;
        return rightNumber && (id == 0 || version.id() == id);
    }
}
