-- The status page reads the last events of each process: along this index, however many events one process has.
-- There is no "create index if not exists" in MySQL, and a migration may be repeated after a kill.
set @statement = (
    select if(count(*) = 0, 'create index event_process on daemon_event (host, child)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'daemon_event' and index_name = 'event_process');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

-- Since when something is wrong of which no row says it: disks above a watermark, a replica that is behind or away.
-- Written by the web daemon that holds the lease, so that a restart of all web daemons does not forget it.
create table if not exists status_since (
    name                        varchar(96)     character set ascii collate ascii_bin not null primary key,
    since_at                    bigint          not null,
    at_least                    tinyint         not null default 0,     -- 1: it was so already when somebody first looked
    seen_at                     bigint          not null                -- last time that it was so
) engine = InnoDB default charset = utf8mb4;
