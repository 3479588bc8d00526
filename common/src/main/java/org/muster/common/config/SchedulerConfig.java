package org.muster.common.config;

/**
 * How the scheduler hands out work. Nothing here throttles unless it is set.
 *
 * @param cacheSize results held ready in memory, default 1000
 * @param requestDelaySeconds least time between two requests of one client, default 6
 * @param maxResultsPerRequest most results given in one reply per processor, default 10
 * @param maxInProgressPerProcessor most results a host may hold per processor; 0 is no limit
 * @param maxResultsPerDay most results a host gets a day per processor with one application version, as long as it makes
 *     no mistakes (BOINC's {@code daily_result_quota}); 0 is no limit
 * @param oneResultPerUser true (the default) when two results of a workunit never go to one user
 * @param oneResultPerHost true (the default) when two results of a workunit never go to one host
 * @param gracePeriodSeconds time after the deadline during which a report still counts as in time
 * @param maintenanceDelaySeconds when clients come back while the project is down, default 3600
 * @param admission how many requests are let in
 * @param clients which clients get work
 * @param exchange what is said beside tasks
 * @param rules which task goes to which computer
 * @param versions which version of an application goes with it
 */
public record SchedulerConfig(
        int cacheSize,
        int requestDelaySeconds,
        int maxResultsPerRequest,
        int maxInProgressPerProcessor,
        int maxResultsPerDay,
        Boolean oneResultPerUser,
        Boolean oneResultPerHost,
        int gracePeriodSeconds,
        int maintenanceDelaySeconds,
        AdmissionConfig admission,
        ClientsConfig clients,
        ExchangeConfig exchange,
        WorkRulesConfig rules,
        VersionsConfig versions) {

    public SchedulerConfig {
        cacheSize = Setting.orDefault(cacheSize, 1000);
        requestDelaySeconds = Setting.orDefault(requestDelaySeconds, 6);
        maxResultsPerRequest = Setting.orDefault(maxResultsPerRequest, 10);
        oneResultPerUser = oneResultPerUser == null ? Boolean.TRUE : oneResultPerUser;
        oneResultPerHost = oneResultPerHost == null ? Boolean.TRUE : oneResultPerHost;
        maintenanceDelaySeconds = Setting.orDefault(maintenanceDelaySeconds, 3600);
        admission = admission == null ? AdmissionConfig.defaults() : admission;
        clients = clients == null ? ClientsConfig.defaults() : clients;
        exchange = exchange == null ? ExchangeConfig.defaults() : exchange;
        rules = rules == null ? WorkRulesConfig.DEFAULT : rules;
        versions = versions == null ? VersionsConfig.defaults() : versions;
        Setting.atLeast("scheduler.cacheSize", cacheSize, 1);
        Setting.atLeast("scheduler.maxResultsPerRequest", maxResultsPerRequest, 1);
    }

    /** Single settings; every group of settings is as it is by default. */
    public SchedulerConfig(
            int cacheSize,
            int requestDelaySeconds,
            int maxResultsPerRequest,
            int maxInProgressPerProcessor,
            int maxResultsPerDay,
            Boolean oneResultPerUser,
            Boolean oneResultPerHost,
            int gracePeriodSeconds,
            int maintenanceDelaySeconds) {
        this(
                cacheSize,
                requestDelaySeconds,
                maxResultsPerRequest,
                maxInProgressPerProcessor,
                maxResultsPerDay,
                oneResultPerUser,
                oneResultPerHost,
                gracePeriodSeconds,
                maintenanceDelaySeconds,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with other rules of work. */
    public SchedulerConfig withRules(WorkRulesConfig other) {
        return new SchedulerConfig(
                cacheSize,
                requestDelaySeconds,
                maxResultsPerRequest,
                maxInProgressPerProcessor,
                maxResultsPerDay,
                oneResultPerUser,
                oneResultPerHost,
                gracePeriodSeconds,
                maintenanceDelaySeconds,
                admission,
                clients,
                exchange,
                other,
                versions);
    }

    static SchedulerConfig defaults() {
        return new SchedulerConfig(0, 0, 0, 0, 0, null, null, 0, 0);
    }
}
