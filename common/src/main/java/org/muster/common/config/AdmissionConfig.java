package org.muster.common.config;

/**
 * How many requests are let in, and what a request may cost before it is.
 *
 * @param maximumWaitSeconds longest time a request waits for its turn at the database, default 10: clients wait 300 s, but
 *     one that is let wait ties up a connection, and an answer after a minute helps nobody
 * @param longestDelaySeconds latest time for which a client is asked to come back, default 14400 (four hours), the
 *     longest time for which clients wait by themselves
 * @param largestRequestBytes largest request that is read, default 16 MiB: heavy hosts send several
 * @param slowestBytesPerSecond slowest rate at which a request may come in, default 500
 * @param patienceSeconds time that a sender has before that rate counts, default 30
 */
public record AdmissionConfig(
        double maximumWaitSeconds,
        int longestDelaySeconds,
        int largestRequestBytes,
        int slowestBytesPerSecond,
        double patienceSeconds) {

    public AdmissionConfig {
        maximumWaitSeconds = maximumWaitSeconds == 0 ? 10 : maximumWaitSeconds;
        longestDelaySeconds = Setting.orDefault(longestDelaySeconds, 14_400);
        largestRequestBytes = Setting.orDefault(largestRequestBytes, 16 << 20);
        slowestBytesPerSecond = Setting.orDefault(slowestBytesPerSecond, 500);
        patienceSeconds = patienceSeconds == 0 ? 30 : patienceSeconds;
        Setting.atLeast("scheduler.admission.maximumWaitSeconds", maximumWaitSeconds, 0.001);
        Setting.atLeast("scheduler.admission.longestDelaySeconds", longestDelaySeconds, 60);
        Setting.atLeast("scheduler.admission.largestRequestBytes", largestRequestBytes, 1024);
        Setting.atLeast("scheduler.admission.slowestBytesPerSecond", slowestBytesPerSecond, 1);
        Setting.atLeast("scheduler.admission.patienceSeconds", patienceSeconds, 0.001);
    }

    static AdmissionConfig defaults() {
        return new AdmissionConfig(0, 0, 0, 0, 0);
    }
}
