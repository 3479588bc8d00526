-- What the purge is doing. It writes an archive first and removes the rows it holds afterwards, so these
-- tables remember between the two which archive stands for which rows. An archive counts when its state is 2.

-- One archive: an attempt that is being written (1), one whose rows are gone (2), one that was given up (3)
-- and whose files are to be removed.
create table if not exists purge_batch (
    id                          bigint          not null auto_increment primary key,
    archive_time                bigint          not null,   -- the time stamp in the archive's file names
    state                       tinyint         not null,
    lease_until                 bigint          not null,   -- after this another purge may take it over
    workunits                   integer         not null default 0,
    results                     integer         not null default 0,
    unique key purge_archive (archive_time),
    key purge_state (state, lease_until)
) engine = InnoDB default charset = utf8mb4;

-- The workunits of an archive that is being written; each is in one at a time.
create table if not exists purge_member (
    workunitid                  bigint          not null primary key,
    batch_id                    bigint          not null,
    key purge_member_batch (batch_id, workunitid)
) engine = InnoDB default charset = utf8mb4;
