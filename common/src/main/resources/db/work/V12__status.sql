-- What the status page shows, kept ready for it: a page never counts rows. One web daemon at a time, the holder of the
-- lease, counts in small steps along the indexes of rows that are not over, and writes these tables; all read them.

-- Who counts at the moment. After lease_until another may.
create table if not exists status_lease (
    name                        varchar(64)     character set ascii collate ascii_bin not null primary key,
    holder                      varchar(191)    not null,
    lease_until                 bigint          not null
) engine = InnoDB default charset = utf8mb4;

-- The last count of each queue of each application (application 0: of all together).
create table if not exists status_count (
    queue                       varchar(64)     character set ascii collate ascii_bin not null,
    appid                       bigint          not null default 0,
    amount                      bigint          not null,
    oldest_at                   bigint          not null default 0,     -- since when the longest-waiting row waits; 0: none
    audited_at                  bigint          not null,               -- every part was compared with the rows since then
    primary key (queue, appid)
) engine = InnoDB default charset = utf8mb4;

-- One value a minute for the charts; two days of them.
create table if not exists status_sample (
    name                        varchar(64)     character set ascii collate ascii_bin not null,
    taken_at                    bigint          not null,
    amount                      double          not null,
    primary key (name, taken_at),
    key sample_time (taken_at)
) engine = InnoDB default charset = utf8mb4;

-- What the processes count themselves, written with their heartbeats, each process in rows of its own, so that nobody waits
-- for anybody. The holder of the lease folds what is new into status_total, beside the figures of users and hosts.
create table if not exists daemon_counter (
    instance                    varchar(191)    not null,
    name                        varchar(64)     character set ascii collate ascii_bin not null,
    amount                      bigint          not null,
    folded                      bigint          not null default 0,
    primary key (instance, name)
) engine = InnoDB default charset = utf8mb4;

create table if not exists status_total (
    name                        varchar(64)     character set ascii collate ascii_bin not null primary key,
    amount                      double          not null
) engine = InnoDB default charset = utf8mb4;
