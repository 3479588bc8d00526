package org.muster.common.config;

/**
 * How the scheduler chooses among the versions of an application. Names and meanings are BOINC's.
 *
 * @param versionSelectRandomFactor how much chance decides between versions of which little is known, as a share of
 *     their speed; default 0.1, so that a version whose estimate is too low is tried now and then; 0 for not at all
 * @param preferPrimaryPlatform true to send a version for the client's first platform whenever there is one, even if
 *     another is faster
 */
public record VersionsConfig(Double versionSelectRandomFactor, boolean preferPrimaryPlatform) {

    private static final double USUAL = 0.1;

    public VersionsConfig {
        versionSelectRandomFactor = versionSelectRandomFactor == null ? USUAL : versionSelectRandomFactor;
        Setting.atLeast("scheduler.versions.versionSelectRandomFactor", versionSelectRandomFactor, 0);
    }

    static VersionsConfig defaults() {
        return new VersionsConfig(null, false);
    }
}
