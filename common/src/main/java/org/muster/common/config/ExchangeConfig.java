package org.muster.common.config;

/**
 * What the scheduler says beside tasks, and when clients come back. Names and meanings are BOINC's.
 *
 * @param minSendworkIntervalSeconds a host that asks for work again within this time gets none; 0 (the default) for no
 *     limit
 * @param nextRpcDelaySeconds clients come back after this time even if they need nothing, for example to fetch messages;
 *     0 (the default) for no such time
 * @param msgToHost true (the default) to deliver the messages of the table {@code msg_to_host}
 * @param dontSendJobs true to give out nothing; reports are taken
 * @param ended true when the project is over: clients say so, and nothing is given out
 * @param nonCpuIntensive true when all applications hardly use the processor
 * @param sendFullWorkload true to have clients list the tasks of all their projects with each request
 */
public record ExchangeConfig(
        double minSendworkIntervalSeconds,
        double nextRpcDelaySeconds,
        Boolean msgToHost,
        boolean dontSendJobs,
        boolean ended,
        boolean nonCpuIntensive,
        boolean sendFullWorkload) {

    public ExchangeConfig {
        msgToHost = msgToHost == null ? Boolean.TRUE : msgToHost;
        Setting.atLeast("scheduler.exchange.minSendworkIntervalSeconds", minSendworkIntervalSeconds, 0);
        Setting.atLeast("scheduler.exchange.nextRpcDelaySeconds", nextRpcDelaySeconds, 0);
    }

    static ExchangeConfig defaults() {
        return new ExchangeConfig(0, 0, null, false, false, false, false);
    }
}
