package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * The whole configuration of a project: one annotated YAML file, see {@code config/muster.yaml}.
 *
 * @param project what it is and where clients find it
 * @param database the work database
 * @param scienceDatabase the science database: a schema, and in production a server, of its own
 * @param files where files are
 * @param keys where keys are
 * @param http where daemons listen
 * @param scheduler how work is handed out
 * @param splitter how recordings become workunits
 * @param backend the daemons behind the scheduler
 * @param downloads how files are handed out
 * @param web the pages of volunteers and administrators
 * @param statistics the export that other sites fetch
 * @param supervisor how the daemons are kept running
 */
public record MusterConfig(
        ProjectConfig project,
        DatabaseConfig database,
        DatabaseConfig scienceDatabase,
        FilesConfig files,
        KeysConfig keys,
        HttpConfig http,
        SchedulerConfig scheduler,
        SplitterConfig splitter,
        BackendConfig backend,
        DownloadsConfig downloads,
        WebConfig web,
        StatisticsConfig statistics,
        SupervisorConfig supervisor) {

    @JsonCreator
    public MusterConfig {
        Setting.require("project", project);
        Setting.require("database", database);
        Setting.require("files", files);
        Setting.require("keys", keys);
        http = http == null ? HttpConfig.defaults() : http;
        scheduler = scheduler == null ? SchedulerConfig.defaults() : scheduler;
        splitter = splitter == null ? SplitterConfig.defaults() : splitter;
        backend = backend == null ? BackendConfig.defaults() : backend;
        downloads = downloads == null ? DownloadsConfig.defaults() : downloads;
        web = web == null ? WebConfig.defaults() : web;
        statistics = statistics == null ? StatisticsConfig.defaults() : statistics;
        supervisor = supervisor == null ? SupervisorConfig.defaults() : supervisor;
    }

    /** The same with other files. */
    public MusterConfig withFiles(FilesConfig other) {
        return new MusterConfig(
                project,
                database,
                scienceDatabase,
                other,
                keys,
                http,
                scheduler,
                splitter,
                backend,
                downloads,
                web,
                statistics,
                supervisor);
    }

    /** The same with other pages. */
    public MusterConfig withWeb(WebConfig other) {
        return new MusterConfig(
                project,
                database,
                scienceDatabase,
                files,
                keys,
                http,
                scheduler,
                splitter,
                backend,
                downloads,
                other,
                statistics,
                supervisor);
    }

    /** The same as another project, or at another address. */
    public MusterConfig withProject(ProjectConfig other) {
        return new MusterConfig(
                other,
                database,
                scienceDatabase,
                files,
                keys,
                http,
                scheduler,
                splitter,
                backend,
                downloads,
                web,
                statistics,
                supervisor);
    }

    /** Pages, export and supervisor are as they are by default. */
    public MusterConfig(
            ProjectConfig project,
            DatabaseConfig database,
            DatabaseConfig scienceDatabase,
            FilesConfig files,
            KeysConfig keys,
            HttpConfig http,
            SchedulerConfig scheduler,
            SplitterConfig splitter,
            BackendConfig backend,
            DownloadsConfig downloads) {
        this(
                project,
                database,
                scienceDatabase,
                files,
                keys,
                http,
                scheduler,
                splitter,
                backend,
                downloads,
                null,
                null,
                null);
    }

    /** Files are handed out by the defaults. */
    public MusterConfig(
            ProjectConfig project,
            DatabaseConfig database,
            DatabaseConfig scienceDatabase,
            FilesConfig files,
            KeysConfig keys,
            HttpConfig http,
            SchedulerConfig scheduler,
            SplitterConfig splitter,
            BackendConfig backend) {
        this(project, database, scienceDatabase, files, keys, http, scheduler, splitter, backend, null);
    }
}
