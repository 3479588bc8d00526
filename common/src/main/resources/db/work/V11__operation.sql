-- What happened to the processes that bin/muster start keeps running, and why: told by the supervisor of each machine.
create table if not exists daemon_event (
    id                          bigint          not null auto_increment primary key,
    host                        varchar(191)    not null,
    child                       varchar(64)     not null,
    event                       varchar(16)     not null,
    reason                      text,
    happened_at                 bigint          not null,
    key event_time (happened_at)                            -- status page: the latest
) engine = InnoDB default charset = utf8mb4;

-- Levels that an operator has given to loggers of running daemons; each process reads them with its heartbeat.
create table if not exists daemon_log_level (
    daemon                      varchar(64)     not null,
    logger                      varchar(120)    not null,
    level                       varchar(8)      not null,
    expires_at                  bigint          not null,
    primary key (daemon, logger)
) engine = InnoDB default charset = utf8mb4;
