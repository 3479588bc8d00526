-- Which files are whose, and who is looking after them: the file deleter's and the antique sweeper's tables.

-- Input files that are not named after their one workunit, with each workunit that names them. A file is deleted with the
-- last of them. Workunit 0 stands for "keep": some document says <no_delete/> of it. Files called WORKUNIT.ENDING are here
-- only while a second workunit names them; so a project whose workunits share nothing has no rows here.
create table if not exists input_reference (
    name                        varchar(255)    character set ascii collate ascii_bin not null,
    workunitid                  bigint          not null,
    primary key (name, workunitid)
) engine = InnoDB default charset = utf8mb4;

-- How far a walk is that goes on where it was, and who is walking: a row for each. The position is an id or a directory.
create table if not exists file_walk (
    walk                        varchar(191)    not null primary key,
    position                    varchar(255)    not null default '',
    round                       bigint          not null default 0,     -- complete walks so far
    began_at                    bigint          not null default 0,     -- of this round
    holder                      varchar(191)    not null default '',
    lease_until                 bigint          not null default 0      -- after this another may go on
) engine = InnoDB default charset = utf8mb4;

-- A batch of rows whose files are being deleted: all that were READY with ids from first_id to last_id.
create table if not exists deletion_claim (
    id                          bigint          not null auto_increment primary key,
    queue                       varchar(32)     not null,               -- inputs or outputs, and the shard
    first_id                    bigint          not null,
    last_id                     bigint          not null,
    lease_until                 bigint          not null,
    key deletion_claim_queue (queue, lease_until)
) engine = InnoDB default charset = utf8mb4;

-- What the antique sweeper found when it last walked through a directory, and what it did about it.
create table if not exists sweep_finding (
    area                        varchar(191)    not null,               -- uploads or downloads, and the area's directory
    directory                   varchar(191)    not null,               -- within the area
    verdict                     varchar(32)     not null,
    age_days                    integer         not null,               -- at least so old and less than twice as old
    files                       bigint          not null,
    bytes                       bigint          not null,
    removed                     bigint          not null,               -- how many of the files are gone now
    swept_at                    bigint          not null,
    primary key (area, directory, verdict, age_days)
) engine = InnoDB default charset = utf8mb4;
