package org.muster.common.config;

/**
 * How fast the file deleter goes. Input files and result files are two queues, each with a rate of its own.
 *
 * @param batchSize rows of a queue that are taken at once, default 2000: the more, the more files of one directory go
 *     together
 * @param inputsAtOnce directories of the download areas in which files are deleted at the same time, default 4
 * @param outputsAtOnce the same for the upload areas, default 4
 * @param inputsPerSecond most input files deleted in a second by one copy, 0 for no limit
 * @param outputsPerSecond most result files deleted in a second by one copy, 0 for no limit
 */
public record DeleterConfig(
        int batchSize, int inputsAtOnce, int outputsAtOnce, int inputsPerSecond, int outputsPerSecond) {

    public DeleterConfig {
        batchSize = Setting.orDefault(batchSize, 2000);
        inputsAtOnce = Setting.orDefault(inputsAtOnce, 4);
        outputsAtOnce = Setting.orDefault(outputsAtOnce, 4);
        Setting.atLeast("backend.deleter.batchSize", batchSize, 1);
        Setting.atLeast("backend.deleter.inputsAtOnce", inputsAtOnce, 1);
        Setting.atLeast("backend.deleter.outputsAtOnce", outputsAtOnce, 1);
        Setting.atLeast("backend.deleter.inputsPerSecond", inputsPerSecond, 0);
        Setting.atLeast("backend.deleter.outputsPerSecond", outputsPerSecond, 0);
    }

    static DeleterConfig defaults() {
        return new DeleterConfig(0, 0, 0, 0, 0);
    }
}
