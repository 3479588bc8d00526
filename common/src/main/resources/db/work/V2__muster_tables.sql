-- Muster's own tables in the work database, beside BOINC's.

-- Every credit ever granted: one row per result, so none can be granted twice. The balances of users,
-- hosts and teams are sums of it, moved in the same transaction. Never purged.
create table if not exists credit_ledger (
    result_id                   bigint          not null primary key,
    workunit_id                 bigint          not null,
    host_id                     bigint          not null,
    user_id                     bigint          not null,
    team_id                     bigint          not null default 0,
    app_version_id              bigint          not null default 0,
    credit                      double          not null,
    granted_at                  bigint          not null,
    key ledger_user (user_id)
) engine = InnoDB default charset = utf8mb4;

-- How far a recording has been cut. Moved forward in the transaction that inserts the workunits, so that
-- a piece is issued once even if its workunit has long been purged.
create table if not exists split_progress (
    recording_name              varchar(191)    not null primary key,
    next_piece                  integer         not null,
    total_pieces                integer         not null
) engine = InnoDB default charset = utf8mb4;

-- Input that a daemon could not handle, set aside with the reason until an operator lets it go again.
create table if not exists blocked_work (
    queue                       varchar(32)     not null,
    row_id                      bigint          not null,
    attempts                    integer         not null default 1,
    error                       text            not null,
    blocked_at                  bigint          not null,
    primary key (queue, row_id)
) engine = InnoDB default charset = utf8mb4;

-- What each running daemon last said of itself; a row past its expiry speaks of a dead one.
create table if not exists daemon_heartbeat (
    daemon                      varchar(64)     not null,
    instance                    varchar(191)    not null,
    host                        varchar(191)    not null,
    pid                         bigint          not null,
    shard                       varchar(16)     not null default '1/0',
    state                       varchar(16)     not null,
    message                     text,
    handled                     bigint          not null default 0,
    started_at                  bigint          not null,
    beat_at                     bigint          not null,
    expires_at                  bigint          not null,
    primary key (daemon, instance)
) engine = InnoDB default charset = utf8mb4;
