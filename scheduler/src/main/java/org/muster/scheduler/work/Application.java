package org.muster.scheduler.work;

/**
 * An application.
 *
 * @param id its id
 * @param name short name, as documents refer to it
 * @param friendlyName the name people see
 * @param oldestVersion version numbers below it are not sent, 0 for no limit
 * @param nonCpuIntensive whether it hardly uses the processor
 * @param fractionDoneExact whether its reports of progress can be trusted
 */
public record Application(
        long id,
        String name,
        String friendlyName,
        int oldestVersion,
        boolean nonCpuIntensive,
        boolean fractionDoneExact) {}
